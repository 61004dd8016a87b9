using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>When taught rhythms begin to go on by themselves.</summary>
internal sealed class OnsetPredictionCodec : NounCodec<OnsetPrediction>
{
    public override string Kind => "onset-prediction";

    public override JsonObject Write(OnsetPrediction noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("time", noun.Time)
        .Array("frozen", noun.Frozen)
        .Array("frequency", noun.Frequency)
        .Json;

    public override OnsetPrediction Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new OnsetPrediction
        {
            Time = reader.Array<double>("time"),
            Frozen = reader.Array<double>("frozen"),
            Frequency = reader.Array<double>("frequency"),
            Estimator = reader.Text("estimator"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
        };
        reader.Close();
        return made;
    }
}
