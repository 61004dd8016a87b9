using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FactorAnalysisApplyOperation : Operation
{
    public override string Name => "factor_analysis.apply";

    public override string Documentation => "A factor analysis on new bins: posterior means, orthonormalised latents, log-likelihood.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("model", "factor-analysis", "The fit."),
        new("activity", "array", "Activity, shape (bins, units), float64, all units."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        FactorAnalysis model = spec.Object("model").Read<FactorAnalysis>();
        NdArray<double> activity = spec.Array<double>("activity");
        reply.Fields.Number("log_likelihood", model.LogLikelihoodOf(activity));
        reply.Array("posterior_means", model.PosteriorMeans(activity));
        reply.Array("latents", model.Latents(activity));
    }
}
