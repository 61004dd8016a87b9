using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Measured learning speeds.</summary>
internal sealed class SpeedMeasurementCodec : NounCodec<SpeedMeasurement>
{
    public override string Kind => "speed-measurement";

    public override JsonObject Write(SpeedMeasurement noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Whole("trials", noun.Trials)
        .Text("rule", noun.Rule)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("speed", noun.Speed)
        .Array("standard_error", noun.StandardError)
        .Array("rate", noun.Rate)
        .Array("duration", noun.Duration)
        .Json;

    public override SpeedMeasurement Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new SpeedMeasurement
        {
            Speed = reader.Array<double>("speed"),
            StandardError = reader.Array<double>("standard_error"),
            Rate = reader.Array<double>("rate"),
            Duration = reader.Array<double>("duration"),
            Trials = reader.Whole("trials"),
            Rule = reader.TextOrNull("rule") ?? "",
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
        };
        reader.Close();
        return made;
    }
}
