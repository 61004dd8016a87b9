using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>What is known before a new decoder is tried, with the bins behind it where there are any.</summary>
internal sealed class DecoderBaselineCodec : NounCodec<DecoderBaseline>
{
    public const string KindName = "decoder-baseline";

    public override string Kind => KindName;

    public override JsonObject Write(DecoderBaseline noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Number("noise", noun.Noise)
        .Whole("count", noun.Count)
        .Array("directions", noun.Directions)
        .Array("means", noun.Means)
        .Array("response", noun.Response)
        .Array("origin", noun.Origin)
        .Array("activity", noun.Bins?.Activity)
        .Array("target", noun.Bins is { } bins ? NdArray<int>.Copy(bins.Target, bins.Target.Length) : null)
        .Array("trial", noun.Bins?.Trials)
        .Json;

    public override DecoderBaseline Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        NdArray<double>? activity = reader.ArrayOrNull<double>("activity");
        NdArray<int>? target = reader.ArrayOrNull<int>("target");
        NdArray<long>? trial = reader.ArrayOrNull<long>("trial");
        DecoderBaseline made = DecoderBaseline.Restored(
            reader.Array<double>("directions"),
            reader.Array<double>("means"),
            reader.Array<double>("response"),
            reader.ArrayOrNull<double>("origin"),
            (reader.Text("estimator"), reader.NumberOrNull("noise"), reader.LongWhole("count")),
            activity is null || target is null || trial is null ? null : (activity, target, trial));
        reader.Close();
        return made;
    }
}
