using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A fitted factor analysis.</summary>
internal sealed class FactorAnalysisCodec : NounCodec<FactorAnalysis>
{
    public override string Kind => "factor-analysis";

    public override JsonObject Write(FactorAnalysis noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Whole("units", noun.Units)
        .Number("log_likelihood", noun.LogLikelihood)
        .Number("shared_fraction", noun.SharedFraction)
        .Whole("iterations", noun.Iterations)
        .Text("status", noun.Status)
        .Array("kept_units", noun.KeptUnits)
        .Array("mean", noun.Mean)
        .Array("scale", noun.Scale)
        .Array("loadings", noun.Loadings)
        .Array("noise_variance", noun.NoiseVariance)
        .Json;

    public override FactorAnalysis Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        _ = reader.NumberOrNull("shared_fraction");

        // How it was fitted, where Python wrote it: the fit itself does not need it.
        _ = reader.Has("parameters");
        _ = reader.Has("cross_validation");
        FactorAnalysis made = FactorAnalysis.Restored(
            reader.Whole("units"),
            reader.Array<int>("kept_units"),
            reader.Array<double>("mean"),
            reader.Array<double>("scale"),
            reader.Array<double>("loadings"),
            reader.Array<double>("noise_variance"),
            (reader.Number("log_likelihood"), reader.Whole("iterations"), reader.TextOrNull("status") ?? RunStatus.Completed));
        reader.Close();
        return made;
    }
}
