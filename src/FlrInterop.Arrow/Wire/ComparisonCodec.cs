using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Predicted speeds against measured ones.</summary>
internal sealed class ComparisonCodec : NounCodec<Comparison>
{
    public override string Kind => "comparison";

    public override JsonObject Write(Comparison noun, WireWriter writer) => Statistics(noun, writer.Text("kind", Kind))
        .Array("predicted", noun.Predicted)
        .Array("measured", noun.Measured)
        .Array("standard_error", noun.StandardError)
        .Json;

    /// <summary>The numbers without the arrays.</summary>
    public static WireWriter Statistics(Comparison noun, WireWriter writer) => writer
        .Number("r2", noun.R2)
        .Interval("r2_interval", noun.R2Interval)
        .Number("null_r2", noun.NullR2)
        .Number("r2_log", noun.R2Log)
        .Whole("log_count", noun.LogCount)
        .Number("slope", noun.Slope)
        .Interval("slope_interval", noun.SlopeInterval)
        .Number("spearman", noun.Spearman)
        .Interval("spearman_interval", noun.SpearmanInterval)
        .Number("p_permutation", noun.PermutationP)
        .Whole("effective_n", noun.EffectiveCount)
        .Number("predictor_range", noun.PredictorRange)
        .Whole("left_out", noun.LeftOut);

    public override Comparison Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new Comparison
        {
            Predicted = reader.Array<double>("predicted"),
            Measured = reader.Array<double>("measured"),
            StandardError = reader.ArrayOrNull<double>("standard_error"),
            R2 = reader.Number("r2"),
            R2Interval = reader.Interval("r2_interval"),
            NullR2 = reader.NumberOrNull("null_r2") ?? double.NaN,
            R2Log = reader.Number("r2_log"),
            LogCount = reader.Whole("log_count"),
            Slope = reader.Number("slope"),
            SlopeInterval = reader.Interval("slope_interval"),
            Spearman = reader.Number("spearman"),
            SpearmanInterval = reader.Interval("spearman_interval"),
            PermutationP = reader.Number("p_permutation"),
            EffectiveCount = reader.Whole("effective_n"),
            PredictorRange = reader.Number("predictor_range"),
            LeftOut = reader.Whole("left_out"),
        };
        reader.Close();
        return made;
    }
}
