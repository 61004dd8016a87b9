using MathNet.Numerics.Statistics;

namespace FlrInterop;

/// <summary>The mean over targets of each target's first 8 and last 20 trial values.</summary>
/// <param name="Early">Mean progress early, mm/s.</param>
/// <param name="Late">Mean progress late, mm/s.</param>
/// <param name="Change">Late − early, mm/s; NaN where a target has fewer than 28 trials.</param>
/// <param name="Interval">Its 95 % interval from the spread within each target's two groups (normal law).</param>
public sealed record EarlyToLate(double Early, double Late, double Change, Interval Interval)
{
    private const double Normal975 = 1.959963984540054;

    internal static EarlyToLate Of(TrialSeries series, int targets)
    {
        double early = 0, late = 0, variance = 0;
        for (int target = 0; target < targets; target++)
        {
            double[] values = series.ValuesOf(target);
            if (values.Length < LearningSpeeds.EarlyTrials + LearningSpeeds.LateTrials)
                return new EarlyToLate(double.NaN, double.NaN, double.NaN, new Interval(double.NaN, double.NaN));
            double[] first = values[..LearningSpeeds.EarlyTrials], last = values[^LearningSpeeds.LateTrials..];
            early += first.Mean() / targets;
            late += last.Mean() / targets;
            variance += ((first.Variance() / first.Length) + (last.Variance() / last.Length)) / targets / targets;
        }

        double half = Normal975 * Math.Sqrt(variance);
        return new EarlyToLate(early, late, late - early, new Interval(late - early - half, late - early + half));
    }
}
