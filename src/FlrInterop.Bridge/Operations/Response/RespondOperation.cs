using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class RespondOperation : Operation
{
    public override string Name => "respond";

    public override string Documentation => "How the mean activity answers a small constant force: the susceptibility χ.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity, or a network."),
        new("estimator", "text?", "\"equal-time\" (activity), \"linearised\" (network); null for the one that fits the source.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        string? estimator = spec.TextOrNull("estimator");
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => FlrInterop.Response.Estimate(activity, estimator ?? Estimators.EqualTime),
            network => FlrInterop.Response.Estimate(network, estimator ?? Estimators.Linearised)));
    }
}
