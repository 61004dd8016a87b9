using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Predicted learning speeds.</summary>
internal sealed class SpeedPredictionCodec : NounCodec<SpeedPrediction>
{
    public override string Kind => "speed-prediction";

    public override JsonObject Write(SpeedPrediction noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("relation", noun.Relation)
        .Text("estimator", noun.Estimator)
        .Text("rule", noun.Rule)
        .Text("status", noun.Status)
        .Assumptions("assumptions", noun.Assumptions)
        .Array("speed", noun.Speed)
        .Array("velocity", noun.Velocity)
        .Array("null_speed", noun.NullSpeed)
        .Array("variance_along_target", noun.VarianceAlongTarget)
        .Array("variance_along_input", noun.VarianceAlongInput)
        .Json;

    public override SpeedPrediction Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new SpeedPrediction
        {
            Speed = reader.Array<double>("speed"),
            Velocity = reader.Array<double>("velocity"),
            NullSpeed = reader.ArrayOrNull<double>("null_speed"),
            VarianceAlongTarget = reader.ArrayOrNull<double>("variance_along_target"),
            VarianceAlongInput = reader.ArrayOrNull<double>("variance_along_input"),
            Relation = reader.Text("relation"),
            Estimator = reader.Text("estimator"),
            Rule = reader.Text("rule"),
            Assumptions = reader.Assumptions("assumptions"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
        };
        reader.Close();
        return made;
    }
}
