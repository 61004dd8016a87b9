using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Patterns to be recalled, with their cues.</summary>
internal sealed class AutoAssociationCodec : NounCodec<AutoAssociation>
{
    public const string KindName = "auto-association";

    public override string Kind => KindName;

    public override JsonObject Write(AutoAssociation noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("seed", noun.Seed.ToString())
        .Array("patterns", noun.Patterns)
        .Array("cues", noun.Cues)
        .Json;

    public override AutoAssociation Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = AutoAssociation.FromCues(reader.Array<double>("patterns"), reader.Array<double>("cues"), reader.Seed("seed"));
        reader.Close();
        return made;
    }
}
