using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A susceptibility and the estimator that made it.</summary>
internal sealed class SusceptibilityCodec : NounCodec<Susceptibility>
{
    public override string Kind => "susceptibility";

    public override JsonObject Write(Susceptibility noun, WireWriter writer)
    {
        var lags = noun.Spectrum as LaggedResponse;
        return writer
            .Text("kind", Kind)
            .Text("estimator", noun.Estimator)
            .Text("status", noun.Status)
            .Assumptions("assumptions", noun.Assumptions)
            .Array("matrix", noun.Matrix)
            .Array("standard_error", noun.StandardError)
            .Array("lagged", lags?.Lagged)
            .Number("lag_step", lags?.LagStep)
            .Wholes("cuts", lags?.Cuts ?? [])
            .Json;
    }

    public override Susceptibility Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        NdArray<double> matrix = reader.Array<double>("matrix");
        if (matrix.Rank is not (2 or 3) || matrix.Shape[^1] != matrix.Shape[^2])
            throw new ShapeException($"{reader.What}.matrix has shape {NdShape.Text(matrix.Shape)}, expected (units, units) or (maps, units, units)");
        NdArray<double>? lagged = reader.ArrayOrNull<double>("lagged");
        double? lagStep = reader.NumberOrNull("lag_step");
        IReadOnlyList<int> cuts = reader.Has("cuts") ? reader.Wholes("cuts") : [];
        string estimator = reader.Text("estimator");
        var made = new Susceptibility
        {
            Matrix = matrix,
            StandardError = reader.ArrayOrNull<double>("standard_error"),
            Estimator = estimator,
            Assumptions = reader.Assumptions("assumptions"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Spectrum = estimator switch
            {
                Estimators.Lagged => lagged is null || lagStep is not double step ? null : new LaggedResponse(lagged, step, cuts),
                Estimators.Perturbation => null,
                _ => IsFinite(matrix) ? new StaticResponse(matrix) : null,
            },
        };
        reader.Close();
        return made;
    }

    private static bool IsFinite(NdArray<double> matrix)
    {
        foreach (double value in matrix.Span)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }
}
