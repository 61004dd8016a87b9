using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Predicted learning times.</summary>
internal sealed class TimePredictionCodec : NounCodec<TimePrediction>
{
    public override string Kind => "time-prediction";

    public override JsonObject Write(TimePrediction noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("method", noun.Method)
        .Text("rule", noun.Rule)
        .Number("threshold", noun.Threshold)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("time", noun.Time)
        .Json;

    public override TimePrediction Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new TimePrediction
        {
            Method = reader.Text("method"),
            Rule = reader.Text("rule"),
            Threshold = reader.Number("threshold"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
            Time = reader.Array<double>("time"),
        };
        reader.Close();
        return made;
    }
}
