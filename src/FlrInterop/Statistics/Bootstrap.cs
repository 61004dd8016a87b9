using FlrInterop.Numerics;
using MathNet.Numerics.Statistics;

namespace FlrInterop.Statistics;

/// <summary>A statistic of pairs; NaN where it is not defined (all x equal, say).</summary>
internal delegate double PairStatistic(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

/// <summary>Percentile intervals by drawing with replacement (Efron 1979, doi 10.1214/aos/1176344552).</summary>
internal static class Bootstrap
{
    public const int DefaultResamples = 2000;

    /// <summary>The percentile interval of a statistic over resampled pairs; resamples where it is NaN are left out.</summary>
    public static Interval Pairs(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        PairStatistic statistic,
        Seed seed,
        int resamples = DefaultResamples,
        double level = 0.95)
    {
        Correlation.CheckPairs(x, y);
        if (x.Length == 0)
            return new Interval(double.NaN, double.NaN);
        double[] left = x.ToArray();
        double[] right = y.ToArray();
        var drawnLeft = new double[left.Length];
        var drawnRight = new double[left.Length];
        return Resampled(
            shuffle =>
            {
                for (int i = 0; i < left.Length; i++)
                {
                    int at = shuffle.Below(left.Length);
                    drawnLeft[i] = left[at];
                    drawnRight[i] = right[at];
                }

                return statistic(drawnLeft, drawnRight);
            },
            seed,
            resamples,
            level);
    }

    /// <summary>The percentile interval of whatever is computed from each resample's own random numbers.</summary>
    public static Interval Resampled(Func<Shuffle, double> statistic, Seed seed, int resamples = DefaultResamples, double level = 0.95)
    {
        Require.AtLeast(resamples, 1);
        var shuffle = new Shuffle(seed, Purpose.Bootstrap);
        var found = new List<double>(resamples);
        for (int resample = 0; resample < resamples; resample++)
        {
            shuffle.Restart(resample);
            double value = statistic(shuffle);
            if (!double.IsNaN(value))
                found.Add(value);
        }

        return Percentile(found, level);
    }

    private static Interval Percentile(List<double> found, double level)
    {
        if (found.Count == 0)
            return new Interval(double.NaN, double.NaN);
        double[] sorted = [.. found.Order()];
        double tail = 0.5 * (1 - level);
        return new Interval(
            SortedArrayStatistics.QuantileCustom(sorted, tail, QuantileDefinition.R7),
            SortedArrayStatistics.QuantileCustom(sorted, 1 - tail, QuantileDefinition.R7));
    }
}
