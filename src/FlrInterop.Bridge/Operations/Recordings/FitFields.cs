using System.Text.Json.Nodes;
using FlrInterop.Statistics;
using FlrInterop.Tensors;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>What a fit found, as JSON.</summary>
internal static class FitFields
{
    public static JsonObject Learning(SessionLearning learning)
    {
        WireWriter writer = Trend(New(), learning.Window);
        return writer
            .Set("block", Trend(New(), learning.WholeBlock).Json)
            .Set("agree", JsonValue.Create(learning.WindowsAgree))
            .Set("established", JsonValue.Create(learning.Established))
            .Number("permutation_p", learning.PermutationP)
            .Texts("notes", learning.Disagreements).Json;
    }

    public static JsonObject Relation(SpeedRelation relation, Heterogeneity speeds) => New()
        .Text("predictor", relation.Predictor)
        .Text("speed", relation.Speed)
        .Number("rho", relation.Rho)
        .Interval("interval", relation.Interval)
        .Set("noise_interval", relation.NoiseInterval is Interval noise ? Ends(noise) : null)
        .Number("p", relation.P)
        .Whole("n", relation.Count)
        .Whole("left_out", relation.LeftOut)
        .Whole("effective_n", relation.EffectiveCount)
        .Number("power", relation.Power)
        .Number("detectable_rho", relation.DetectableRho)
        .Number("predictor_range", relation.PredictorRange)
        .Text("covariate", relation.Partial?.Covariate)
        .Number("partial", relation.Partial?.Rho ?? double.NaN)
        .Number("partial_p", relation.Partial?.P ?? double.NaN)
        .Number("axes_rho", relation.Axes?.Rho ?? double.NaN)
        .Number("axes_p", relation.Axes?.P ?? double.NaN)
        .Number("q", speeds.Q)
        .Number("q_p", speeds.P)
        .Number("reliability", speeds.Reliability)
        .Texts("notes", relation.Notes).Json;

    public static JsonObject Diagnostics(FlrFit fit)
    {
        WireWriter traces = New();
        foreach ((CovarianceKind kind, double trace) in fit.Baseline.Traces)
            traces.Number(kind.Name(), trace);
        return New()
            .Whole("window", fit.Options.Window)
            .Set("blocks", new JsonArray([.. fit.Blocks.Select(block => (JsonNode)Block(block))]))
            .Set("trace_of_covariance", traces.Json)
            .Set("early_to_late", New()
                .Number("early", fit.Learning.EarlyToLate.Early)
                .Number("late", fit.Learning.EarlyToLate.Late)
                .Number("change", fit.Learning.EarlyToLate.Change)
                .Interval("interval", fit.Learning.EarlyToLate.Interval).Json)
            .Set("reliability_of_slopes", New()
                .Number("first window", fit.Heterogeneity.Reliability)
                .Number("first 40 trials", fit.Heterogeneity40.Reliability).Json)
            .Set("power_curve", PowerCurve(fit.Relation.Count)).Json;
    }

    private static JsonObject PowerCurve(int targets)
    {
        const int points = 49;
        double[] rho = [.. Enumerable.Range(0, points).Select(i => i * 0.02)];
        return new JsonObject
        {
            ["rho"] = new JsonArray([.. rho.Select(value => (JsonNode)WireNumber.Write(value))]),
            ["power"] = new JsonArray([.. rho.Select(value => (JsonNode)WireNumber.Write(SpearmanPower.Power(value, targets)))]),
        };
    }

    private static JsonObject Block(BlockSummary block) => New()
        .Text("block", block.Block)
        .Whole("trials", block.Trials)
        .Whole("trials_left_out", block.TrialsLeftOut)
        .Whole("usable_bins", block.UsableBins)
        .Whole("frozen_bins_left_out", block.MaskedBins)
        .Number("progress_old_decoder_mm_s", block.OldProgress)
        .Number("progress_new_decoder_mm_s", block.NewProgress).Json;

    private static WireWriter Trend(WireWriter writer, Trend trend) => writer
        .Text("verdict", trend.Verdict)
        .Number("slope", trend.Slope)
        .Number("standard_error", trend.StandardError)
        .Interval("interval", trend.Interval)
        .Number("p", trend.P);

    private static JsonArray Ends(Interval interval) => new(WireNumber.Write(interval.Low), WireNumber.Write(interval.High));

    // Nothing here has arrays: the set stays empty.
    private static WireWriter New() => new(new TensorSet());
}
