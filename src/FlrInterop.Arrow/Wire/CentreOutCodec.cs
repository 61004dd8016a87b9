using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Reaching through a decoder: cues, directions, the decoder and the speed wanted.</summary>
internal sealed class CentreOutCodec : NounCodec<CentreOut>
{
    public const string KindName = "centre-out";

    public override string Kind => KindName;

    public override JsonObject Write(CentreOut noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Number("wanted_speed", noun.WantedSpeed)
        .Array("cues", noun.Cues)
        .Array("directions", noun.Directions)
        .Noun("decoder", noun.Decoder)
        .Json;

    public override CentreOut Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = new CentreOut(
            reader.Array<double>("cues"),
            reader.Array<double>("directions"),
            reader.Object("decoder").Read<LatentDecoder>(),
            reader.Number("wanted_speed"));
        reader.Close();
        return made;
    }
}
