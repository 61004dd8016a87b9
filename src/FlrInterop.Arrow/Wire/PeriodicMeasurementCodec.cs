using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Measured speeds of learning a task in time.</summary>
internal sealed class PeriodicMeasurementCodec : NounCodec<PeriodicMeasurement>
{
    public override string Kind => "periodic-measurement";

    public override JsonObject Write(PeriodicMeasurement noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Whole("trials", noun.Trials)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("speed", noun.Speed)
        .Array("standard_error", noun.StandardError)
        .Array("rate", noun.Rate)
        .Array("duration", noun.Duration)
        .Noun("evoked", noun.Evoked)
        .Json;

    public override PeriodicMeasurement Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new PeriodicMeasurement
        {
            Speed = reader.Array<double>("speed"),
            StandardError = reader.Array<double>("standard_error"),
            Rate = reader.Array<double>("rate"),
            Duration = reader.Array<double>("duration"),
            Trials = reader.Whole("trials"),
            Evoked = reader.Object("evoked").Read<PeriodicActivity>(),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
        };
        reader.Close();
        return made;
    }
}
