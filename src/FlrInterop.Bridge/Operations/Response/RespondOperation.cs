using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class RespondOperation : Operation
{
    public override string Name => "respond";

    public override string Documentation => "How the mean activity answers a small constant force: the susceptibility χ.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity, or a network."),
        new("estimator", "text?", "\"equal-time\", \"lagged\" or \"one-lag\" (activity), \"linearised\" or \"perturbation\" (network); null for the one that fits the source.", "null"),
        new("input", "array?", "From a network: η, shape (units,), float64, of the state to respond in; null for none.", "null"),
        new("trials", "int", "\"perturbation\": trials, each with its own noise.", "16"),
        new("duration", "float?", "\"perturbation\": how long the force is on; null for 40 relaxation times of the slowest mode.", "null", "τ"),
        new("step", "float", "\"perturbation\": integration step.", "0.1", "τ"),
        new("force", "float", "\"perturbation\": the force on one unit at a time.", "1e-6", "1/τ"),
        new("threads", "int?", "\"perturbation\": threads; null for all cores.", "null"),
        new("rng", "seed", "\"perturbation\": the key of the noise.", "0"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        string? estimator = spec.TextOrNull("estimator");
        NdArray<double>? input = spec.ArrayOrNull<double>("input");
        var options = new PerturbationOptions
        {
            Trials = spec.Whole("trials"),
            Duration = spec.NumberOrNull("duration"),
            Step = spec.Number("step"),
            Force = spec.Number("force"),
            Threads = spec.WholeOrNull("threads"),
            Seed = spec.Seed("rng"),
        };
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => input is null
                ? FlrInterop.Response.Estimate(activity, estimator ?? Estimators.EqualTime)
                : throw Require.Refused("input", "given", "none for an activity: evoked activity has its own"),
            network => FlrInterop.Response.Estimate(network, estimator ?? Estimators.Linearised, input, options, job.Cancellation)));
    }
}
