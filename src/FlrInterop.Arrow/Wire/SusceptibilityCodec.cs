using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A susceptibility and the estimator that made it.</summary>
internal sealed class SusceptibilityCodec : NounCodec<Susceptibility>
{
    public override string Kind => "susceptibility";

    public override JsonObject Write(Susceptibility noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("estimator", noun.Estimator)
        .Text("status", noun.Status)
        .Assumptions("assumptions", noun.Assumptions)
        .Array("matrix", noun.Matrix)
        .Array("standard_error", noun.StandardError)
        .Json;

    public override Susceptibility Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new Susceptibility
        {
            Matrix = reader.Array<double>("matrix"),
            StandardError = reader.ArrayOrNull<double>("standard_error"),
            Estimator = reader.Text("estimator"),
            Assumptions = reader.Assumptions("assumptions"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
        };
        reader.Close();
        return made;
    }
}
