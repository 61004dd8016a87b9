using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>How learning one map moves the others, predicted.</summary>
internal sealed class InterferencePredictionCodec : NounCodec<InterferencePrediction>
{
    public override string Kind => "interference-prediction";

    public override JsonObject Write(InterferencePrediction noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("rule", noun.Rule)
        .Text("estimator", noun.Estimator)
        .Text("status", noun.Status)
        .Array("matrix", noun.Matrix)
        .Json;

    public override InterferencePrediction Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new InterferencePrediction
        {
            Rule = reader.Text("rule"),
            Estimator = reader.Text("estimator"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Matrix = reader.Array<double>("matrix"),
        };
        reader.Close();
        return made;
    }
}
