using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Activity seen along a target and an input.</summary>
internal sealed class LandscapeCodec : NounCodec<Landscape>
{
    public override string Kind => "landscape";

    public override JsonObject Write(Landscape noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Whole("count", noun.Count)
        .Array("target_edges", noun.TargetEdges)
        .Array("input_edges", noun.InputEdges)
        .Array("probability", noun.Probability)
        .Array("potential", noun.Potential)
        .Json;

    public override Landscape Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new Landscape
        {
            Count = reader.LongWhole("count"),
            TargetEdges = reader.Array<double>("target_edges"),
            InputEdges = reader.Array<double>("input_edges"),
            Probability = reader.Array<double>("probability"),
            Potential = reader.Array<double>("potential"),
        };
        reader.Close();
        return made;
    }
}
