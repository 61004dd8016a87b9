using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Directions ranked by how fast they are learned.</summary>
internal sealed class DirectionsCodec : NounCodec<Directions>
{
    public override string Kind => "directions";

    public override JsonObject Write(Directions noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Text("status", noun.Status)
        .Assumptions("assumptions", noun.Assumptions)
        .Array("vectors", noun.Vectors)
        .Array("predicted_speed", noun.PredictedSpeed)
        .Json;

    public override Directions Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new Directions
        {
            Estimator = reader.Text("estimator"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Assumptions = reader.Assumptions("assumptions"),
            Vectors = reader.Array<double>("vectors"),
            PredictedSpeed = reader.Array<double>("predicted_speed"),
        };
        reader.Close();
        return made;
    }
}
