using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class MeasureSpeedOperation : Operation
{
    public override string Name => "measure_speed";

    public override string Documentation => "Initial learning speeds measured by paired simulations: the same noise with and without learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "What is to be learned, each map on its own copy of the coupling."),
        RuleSpec.Parameter,
        new("rate", "float?", "The learning rate ε; null to choose it for each map.", "null", "1/τ"),
        new("trials", "int", "Pairs of runs, each with its own noise.", "64"),
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
        job.Say("measuring learning speeds");
        Network network = spec.Object("network").Read<Network>();
        LearningTask task = AnyTask.Read(spec.Object("task"));
        LearningRule rule = spec.Rule();
        if (task is PeriodicTask inTime)
            reply.Noun(Learner.MeasureSpeed(network, inTime, rule, options, job.Progress, job.Cancellation));
        else
            reply.Noun(Learner.MeasureSpeed(network, AnyTask.Maps(task, "measure_speed"), rule, options, job.Progress, job.Cancellation));
    }
}
