using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Predicted speeds of learning a task in time.</summary>
internal sealed class PeriodicPredictionCodec : NounCodec<PeriodicPrediction>
{
    public override string Kind => "periodic-prediction";

    public override JsonObject Write(PeriodicPrediction noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Text("rule", noun.Rule)
        .Text("status", noun.Status)
        .Texts("outcome", noun.Outcome)
        .Assumptions("assumptions", noun.Assumptions)
        .Array("speed", noun.Speed)
        .Array("in_phase", noun.InPhase)
        .Array("error_fall", noun.ErrorFall)
        .Array("tracking_amplitude", noun.TrackingAmplitude)
        .Complex("response_along_target", noun.ResponseAlongTarget)
        .Complex("velocity", noun.Velocity)
        .Noun("activity", noun.Activity)
        .Json;

    public override PeriodicPrediction Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new PeriodicPrediction
        {
            Speed = reader.Array<double>("speed"),
            InPhase = reader.Array<double>("in_phase"),
            ErrorFall = reader.Array<double>("error_fall"),
            TrackingAmplitude = reader.Array<double>("tracking_amplitude"),
            ResponseAlongTarget = reader.Complex("response_along_target"),
            Velocity = reader.Complex("velocity"),
            Activity = reader.Object("activity").Read<PeriodicActivity>(),
            Outcome = reader.Texts("outcome"),
            Estimator = reader.Text("estimator"),
            Rule = reader.Text("rule"),
            Assumptions = reader.Assumptions("assumptions"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
        };
        reader.Close();
        return made;
    }
}
