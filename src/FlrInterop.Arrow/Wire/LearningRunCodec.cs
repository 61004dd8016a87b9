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
        .Array("couplings", noun.Couplings)
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
            Couplings = reader.Array<double>("couplings"),
            Rule = reader.TextOrNull("rule") ?? "",
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
        };
        reader.Close();
        return made;
    }
}
