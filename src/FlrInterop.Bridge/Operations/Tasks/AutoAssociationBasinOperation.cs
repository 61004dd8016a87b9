using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class AutoAssociationBasinOperation : Operation
{
    public override string Name => "task.auto_association.basin";

    public override string Documentation => "The largest fraction of flipped signs from which each pattern is recalled.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("task", "task", "The patterns."),
        new("step", "float", "The step of the fraction, above 0 and up to 0.5.", "0.02"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Array("basin", spec.Object("task").Read<AutoAssociation>().Basin(
            spec.Object("network").Read<Network>(), spec.Number("step"), job.Cancellation));
}
