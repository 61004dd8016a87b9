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

    /// <summary>
    /// Gives values that differ only by rounding (by no more than a fraction of the largest magnitude) one value, the smallest
    /// of them, so that they tie when ranked; a NaN stays one.
    /// </summary>
    public static double[] Tied(ReadOnlySpan<double> values, double fraction = 1e-9)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, double.IsFinite(value) ? Math.Abs(value) : 0);
        double[] tied = values.ToArray();
        int[] order = [.. Enumerable.Range(0, tied.Length).Where(i => double.IsFinite(tied[i])).OrderBy(i => tied[i])];
        double start = double.NegativeInfinity;
        foreach (int i in order)
        {
            if (tied[i] - start > largest * fraction)
                start = tied[i];
            tied[i] = start;
        }

        return tied;
    }

    /// <summary>The number of different values once those that differ only by rounding tie.</summary>
    public static int Distinct(ReadOnlySpan<double> values) => Tied(values).Where(v => !double.IsNaN(v)).Distinct().Count();
}
