using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>How learning one map moves the others, measured.</summary>
internal sealed class InterferenceMeasurementCodec : NounCodec<InterferenceMeasurement>
{
    public override string Kind => "interference-measurement";

    public override JsonObject Write(InterferenceMeasurement noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Whole("trials", noun.Trials)
        .Text("status", noun.Status)
        .Texts("map_status", noun.MapStatus)
        .Array("matrix", noun.Matrix)
        .Array("standard_error", noun.StandardError)
        .Array("rate", noun.Rate)
        .Json;

    public override InterferenceMeasurement Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new InterferenceMeasurement
        {
            Trials = reader.Whole("trials"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            MapStatus = reader.Texts("map_status"),
            Matrix = reader.Array<double>("matrix"),
            StandardError = reader.Array<double>("standard_error"),
            Rate = reader.Array<double>("rate"),
        };
        reader.Close();
        return made;
    }
}
