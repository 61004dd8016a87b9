using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class MeasureInterferenceOperation : Operation
{
    public override string Name => "measure_interference";

    public override string Documentation => "How learning one map moves the overlaps of the others, measured by paired simulations.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "The input–output pairs."),
        RuleSpec.Parameter,
        new("rate", "float?", "The learning rate ε; null to choose it for each map.", "null", "1/τ"),
        new("trials", "int", "Runs of each pair of maps, each with its own noise.", "64"),
        new("duration", "float?", "How long learning is on; null to choose it for each map.", "null", "τ"),
        new("step", "float", "Integration step.", "0.1", "τ"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var options = new MeasureOptions
        {
            Rate = spec.NumberOrNull("rate"),
            Trials = spec.Whole("trials"),
            Duration = spec.NumberOrNull("duration"),
            Step = spec.Number("step"),
            Threads = spec.WholeOrNull("threads"),
            Seed = spec.Seed("rng"),
        };
        job.Say("measuring interference");
        reply.Noun(Learner.MeasureInterference(
            spec.Object("network").Read<Network>(),
            spec.Object("task").Read<InputOutputMap>(),
            spec.Rule(),
            options,
            job.Progress,
            job.Cancellation));
    }
}
