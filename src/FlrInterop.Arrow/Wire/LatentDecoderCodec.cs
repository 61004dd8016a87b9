using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A velocity decoder through latents.</summary>
internal sealed class LatentDecoderCodec : NounCodec<LatentDecoder>
{
    public const string KindName = "latent-decoder";

    public override string Kind => KindName;

    public override JsonObject Write(LatentDecoder noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Array("readout", noun.Readout)
        .Array("projection", noun.Projection)
        .Array("mean", noun.Mean)
        .Array("scale", noun.Scale)
        .Array("offset", noun.Offset)
        .Json;

    public override LatentDecoder Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = new LatentDecoder(
            reader.Array<double>("readout"),
            reader.Array<double>("projection"),
            reader.ArrayOrNull<double>("mean"),
            reader.ArrayOrNull<double>("scale"),
            reader.ArrayOrNull<double>("offset"));
        reader.Close();
        return made;
    }
}
