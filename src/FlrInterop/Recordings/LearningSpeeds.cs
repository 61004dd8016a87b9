using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>How fast one target was learned, by every measure; from its trial values in the order of time, mm/s.</summary>
/// <param name="Slope">The least-squares line of value on the target's own trial number over the window.</param>
/// <param name="Short">The same over the first 40 trials.</param>
/// <param name="Change">Mean of the last 20 trials of the block minus that of the first 8; NaN for fewer than 28.</param>
/// <param name="TrialsToPeak">The 1-based start of the first largest complete mean of 8 in the window; more means slower.</param>
/// <param name="InitialSlope">b/τ of <see cref="ExponentialFit"/> over the window.</param>
internal readonly record struct LearningSpeeds(LineFit Slope, LineFit Short, double Change, double TrialsToPeak, double InitialSlope)
{
    public const int ShortWindow = 40;
    public const int EarlyTrials = 8;
    public const int LateTrials = 20;

    public static LearningSpeeds Of(double[] values, int window) => new(
        SlopeOver(values, window),
        SlopeOver(values, ShortWindow),
        values.Length < EarlyTrials + LateTrials ? double.NaN : values[^LateTrials..].Average() - values[..EarlyTrials].Average(),
        Peak(values, window),
        ExponentialFit.Of(values.AsSpan(0, Math.Min(window, values.Length))).InitialSlope);

    private static LineFit SlopeOver(double[] values, int window)
    {
        int count = Math.Min(window, values.Length);
        double[] own = [.. Enumerable.Range(1, count).Select(n => (double)n)];
        return LineFit.Of(own, values.AsSpan(0, count));
    }

    private static double Peak(double[] values, int window)
    {
        double[] means = TrialSeries.MovingMean(values.AsSpan(0, Math.Min(window, values.Length)));
        return means.Length == 0 ? double.NaN : Array.IndexOf(means, means.Max()) + 1;
    }
}
