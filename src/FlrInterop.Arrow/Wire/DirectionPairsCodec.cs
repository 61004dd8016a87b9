using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Pairs of input and target ranked by how fast they are learned.</summary>
internal sealed class DirectionPairsCodec : NounCodec<DirectionPairs>
{
    public override string Kind => "direction-pairs";

    public override JsonObject Write(DirectionPairs noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Text("status", noun.Status)
        .Assumptions("assumptions", noun.Assumptions)
        .Array("inputs", noun.Inputs)
        .Array("targets", noun.Targets)
        .Array("predicted_speed", noun.PredictedSpeed)
        .Json;

    public override DirectionPairs Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new DirectionPairs
        {
            Estimator = reader.Text("estimator"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Assumptions = reader.Assumptions("assumptions"),
            Inputs = reader.Array<double>("inputs"),
            Targets = reader.Array<double>("targets"),
            PredictedSpeed = reader.Array<double>("predicted_speed"),
        };
        reader.Close();
        return made;
    }
}
