using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A decoder that reads velocity through latents.</summary>
internal sealed class LatentDecoderCodec : NounCodec<LatentDecoder>
{
    public const string KindName = "latent-decoder";

    public override string Kind => KindName;

    public override JsonObject Write(LatentDecoder noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Set("reads_latents", JsonValue.Create(noun.ReadsLatents))
        .Array("readout", noun.Readout)
        .Array("projection", noun.Projection)
        .Array("mean", noun.Mean)
        .Array("scale", noun.Scale)
        .Array("offset", noun.Offset)
        .Json;

    public override LatentDecoder Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        NdArray<double> readout = reader.Array<double>("readout");
        NdArray<double>? projection = reader.ArrayOrNull<double>("projection");
        bool latents = reader.FlagOrNull("reads_latents") ?? projection is null;
        LatentDecoder made = projection is null
            ? LatentDecoder.OfLatents(readout, reader.ArrayOrNull<double>("offset"))
            : new LatentDecoder(
                readout, projection, reader.ArrayOrNull<double>("mean"), reader.ArrayOrNull<double>("scale"), reader.ArrayOrNull<double>("offset"))
            {
                ReadsLatents = latents,
            };
        if (projection is null && (reader.ArrayOrNull<double>("mean") is not null || reader.ArrayOrNull<double>("scale") is not null))
            throw Require.Refused($"{reader.What}.projection", "null", "a projection beside a mean or a scale");
        reader.Close();
        return made;
    }
}
