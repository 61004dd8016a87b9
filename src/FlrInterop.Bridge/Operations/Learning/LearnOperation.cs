using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LearnOperation : Operation
{
    public override string Name => "learn";

    public override string Documentation => "The whole course of learning: overlap and error over time, times to a threshold, the learned couplings.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "The input–output pairs to be learned."),
        RuleSpec.Parameter,
        new("rate", "float", "The learning rate ε.", null, "1/τ"),
        new("duration", "float", "How long to learn.", null, "τ"),
        new("step", "float", "Integration step.", "0.1", "τ"),
        new("threshold", "float", "The overlap at which a map counts as learned.", "0.8"),
        new("together", "bool", "All maps in one coupling, instead of each in its own copy.", "false"),
        new("initial", "array?", "The state at the start, shape (units,) or (maps, units), float64; null for 0.", "null"),
        new("every", "int?", "Steps from one record to the next; null for about 1,000 records.", "null"),
        new("keep_partial", "bool", "When cancelled, reply what there is, with the status \"cancelled\".", "false"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("keep_structure", "bool", "Keep J₀ and two vectors a map in place of matrices where the rule allows it.", "true"),
        new("memory_limit", "int?", "Bytes that it may take; null for what there is.", "null", "bytes"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var options = new LearnOptions
        {
            Rate = spec.Number("rate"),
            Duration = spec.Number("duration"),
            Step = spec.Number("step"),
            Threshold = spec.Number("threshold"),
            Together = spec.FlagOrNull("together") ?? false,
            Initial = spec.ArrayOrNull<double>("initial"),
            Every = spec.WholeOrNull("every"),
            KeepPartial = spec.FlagOrNull("keep_partial") ?? false,
            Threads = spec.WholeOrNull("threads"),
            KeepStructure = spec.FlagOrNull("keep_structure") ?? true,
            MemoryLimit = spec.LongWholeOrNull("memory_limit"),
            Seed = spec.Seed("rng"),
        };
        job.Say("learning");
        reply.Noun(Learner.Run(
            spec.Object("network").Read<Network>(),
            AnyTask.Maps(AnyTask.Read(spec.Object("task")), "learn"),
            spec.Rule(),
            options,
            job.Progress,
            job.Cancellation));
    }
}
