using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class TimesInOrderOperation : Operation
{
    public override string Name => "times_in_order";

    public override string Documentation => "How long each map takes at its turn when maps are learned one after another in a given order.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "The input–output pairs."),
        RuleSpec.Parameter,
        new("order", "array", "Each map once, shape (maps,), int32."),
        new("threshold", "float", "The overlap at which a map counts as learned.", "0.8"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        reply.Noun(Flr.TimesInOrder(
            spec.Object("network").Read<Network>(),
            spec.Object("task").Read<InputOutputMap>(),
            spec.Rule(),
            spec.Array<int>("order").Span,
            spec.Number("threshold"),
            job.Cancellation));
    }
}
