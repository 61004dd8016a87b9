using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A network with a cue and a direction for every target.</summary>
internal sealed class CentreOutModelCodec : NounCodec<CentreOutModel>
{
    public override string Kind => "centre-out-model";

    public override JsonObject Write(CentreOutModel noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Noun("network", noun.Network)
        .Array("cues", noun.Cues)
        .Array("directions", noun.Directions)
        .Json;

    public override CentreOutModel Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new CentreOutModel(reader.Object("network").Read<Network>(), reader.Array<double>("cues"), reader.Array<double>("directions"));
        reader.Close();
        return made;
    }
}
