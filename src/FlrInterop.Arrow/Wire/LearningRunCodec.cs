using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>The course of learning.</summary>
internal sealed class LearningRunCodec : NounCodec<LearningRun>
{
    public override string Kind => "learning-run";

    public override JsonObject Write(LearningRun noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("rule", noun.Rule)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("times", noun.Times)
        .Array("overlap", noun.Overlap)
        .Array("error", noun.Error)
        .Array("time_to_threshold", noun.TimeToThreshold)
        .Array("couplings", noun.Structure is null ? noun.Couplings : null)
        .Array("mask", noun.Mask)
        .Text("form", noun.Form)
        .Set("structure", noun.Structure is { } kept ? Write(kept, writer.Inner("structure")) : null)
        .Json;

    public override LearningRun Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new LearningRun
        {
            Times = reader.Array<double>("times"),
            Overlap = reader.Array<double>("overlap"),
            Error = reader.Array<double>("error"),
            TimeToThreshold = reader.Array<double>("time_to_threshold"),
            Couplings = reader.ArrayOrNull<double>("couplings"),
            Mask = reader.ArrayOrNull<byte>("mask"),
            Form = reader.TextOrNull("form") ?? "",
            Structure = reader.ObjectOrNull("structure") is { } kept ? Structure(kept) : null,
            Rule = reader.TextOrNull("rule") ?? "",
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
        };
        reader.Close();
        return made;
    }

    private static JsonObject Write(LearnedStructure structure, WireWriter writer) => writer
        .Noun("start", structure.Start)
        .Array("kept", structure.Kept)
        .Array("left", structure.Left)
        .Array("right", structure.Right)
        .Whole("together", structure.Together ? 1 : 0)
        .Json;

    private static LearnedStructure Structure(WireReader reader)
    {
        var made = new LearnedStructure
        {
            Start = reader.Object("start").Read<Coupling>(),
            Kept = reader.Array<double>("kept"),
            Left = reader.Array<double>("left"),
            Right = reader.Array<double>("right"),
            Together = reader.Whole("together") != 0,
        };
        reader.Close();
        return made;
    }
}
