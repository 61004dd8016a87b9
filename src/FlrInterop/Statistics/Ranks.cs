using MathNet.Numerics.Statistics;

namespace FlrInterop.Statistics;

/// <summary>Ranks from 1; equal values share the average of their ranks.</summary>
internal static class Ranks
{
    public static double[] Average(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                throw new ParameterException("values to be ranked hold NaN, expected numbers only. Hint: leave the missing pairs out first");
        }

        // MathNet ranks a copy in place and gives the ranks back.
        return ArrayStatistics.RanksInplace(values.ToArray(), RankDefinition.Average);
    }

    /// <summary>Rounds to a fraction of the largest magnitude, so that values which differ only by rounding tie when ranked.</summary>
    public static double[] Tied(ReadOnlySpan<double> values, double fraction = 1e-9)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, double.IsFinite(value) ? Math.Abs(value) : 0);
        double grain = largest * fraction;
        double[] tied = values.ToArray();
        for (int i = 0; i < tied.Length && grain > 0; i++)
            tied[i] = double.IsFinite(tied[i]) ? Math.Round(tied[i] / grain) * grain : tied[i];
        return tied;
    }

    /// <summary>The number of different values once those that differ only by rounding tie.</summary>
    public static int Distinct(ReadOnlySpan<double> values) => Tied(values).Where(v => !double.IsNaN(v)).Distinct().Count();
}
