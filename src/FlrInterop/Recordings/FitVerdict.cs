using System.Globalization;

namespace FlrInterop;

/// <summary>The sentence that goes before all numbers.</summary>
internal static class FitVerdict
{
    public static string Of(SessionLearning learning, SpeedRelation relation, Heterogeneity heterogeneity)
    {
        Trend window = learning.Window, brief = learning.ShortWindow;
        if (window.Verdict == Trend.NotTested)
            return "Learning could not be tested: too few trials, or progress does not vary; the relation cannot be tested in this session.";
        if (!learning.WindowsAgree)
        {
            return $"Whether anything was learned depends on the window: progress {Says(window)} over each target's first {window.Window} trials "
                + $"({Slope(window)}) but {Says(brief)} over the first {brief.Window} ({Slope(brief)}); learning is not established, so the relation is exploratory: {Rho(relation)}.";
        }

        if (window.Verdict == Trend.Rises)
            return $"Learning established: progress rises over each target's first {window.Window} trials ({Slope(window)}) and over the first {brief.Window}; {Rho(relation)}{Nothing(heterogeneity)}.";
        return window.Verdict == Trend.Falls
            ? $"Performance falls over each target's first {window.Window} trials ({Slope(window)}) and over the first {brief.Window}; this is no learning, so the relation cannot be tested in this session."
            : $"No learning detected: {Slope(window)}; the relation cannot be tested in this session.";
    }

    private static string Says(Trend trend) => trend.Verdict switch
    {
        Trend.None => "shows no trend",
        Trend.NotTested => "could not be tested",
        _ => trend.Verdict,
    };

    private static string Slope(Trend t)
        => string.Create(CultureInfo.InvariantCulture, $"slope {t.Slope:0.0000} mm/s per trial [{t.Interval.Low:0.0000}, {t.Interval.High:0.0000}], {P(t.P)}");

    private static string Rho(SpeedRelation r)
    {
        string found = double.IsNaN(r.Rho) ? "cannot be computed" : r.P < 0.05 ? "is significant" : "is not significant";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the rank correlation of {r.Predictor} with {r.Speed} {found} (ρ = {r.Rho:0.00} [{r.Interval.Low:0.00}, {r.Interval.High:0.00}], permutation {P(r.P)}, {r.Count} targets, {r.EffectiveCount} distinct predictions; 80 % power needs |ρ| ≥ {r.DetectableRho:0.00})");
    }

    private static string Nothing(Heterogeneity h)
        => h.P < 0.05 ? "" : string.Create(CultureInfo.InvariantCulture, $"; the targets' slopes do not differ by more than their noise (Q = {h.Q:0.0}, {P(h.P)}), so there is little to predict");

    private static string P(double p) => p < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}");
}
