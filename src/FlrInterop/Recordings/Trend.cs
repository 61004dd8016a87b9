using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Does a quantity change over trials? One slope on the trial number in the block with an intercept for each target, and a Newey–West standard error.</summary>
/// <param name="Quantity">What was tested.</param>
/// <param name="Window">The number of each target's first trials; null for the whole block.</param>
/// <param name="Verdict">"rises", "falls" or "no trend" by the 95 % interval; "not tested" where there is none.</param>
/// <param name="Slope">The slope, in the quantity's unit per trial of the block.</param>
/// <param name="StandardError">Its standard error, robust to a changing spread and to neighbours that are alike.</param>
/// <param name="Interval">Its 95 % interval (t).</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Trials">The number of trials.</param>
public sealed record Trend(string Quantity, int? Window, string Verdict, double Slope, double StandardError, Interval Interval, double P, int Trials)
{
    /// <summary>The verdict of an interval above 0.</summary>
    public const string Rises = "rises";

    /// <summary>The verdict of an interval below 0.</summary>
    public const string Falls = "falls";

    /// <summary>The verdict of an interval that holds 0.</summary>
    public const string None = "no trend";

    /// <summary>The verdict where nothing could be computed, because the quantity does not vary or too few trials are left.</summary>
    public const string NotTested = "not tested";

    internal static Trend Of(string quantity, TrialSeries series, int? window)
    {
        TrialSeries part = window is { } first ? series.First(first) : series;
        NeweyWest fit = NeweyWest.Trend(part.Number, part.Value, part.Target);
        string verdict = double.IsNaN(fit.P) ? NotTested : fit.Interval.Low > 0 ? Rises : fit.Interval.High < 0 ? Falls : None;
        return new Trend(quantity, window, verdict, fit.Slope, fit.StandardError, fit.Interval, fit.P, fit.Count);
    }
}
