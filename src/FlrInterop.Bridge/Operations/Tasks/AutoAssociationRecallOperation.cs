using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class AutoAssociationRecallOperation : Operation
{
    public override string Name => "task.auto_association.recall";

    public override string Documentation => "Where the noise-free network ends without input: its overlap with each pattern.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("task", "task", "The patterns."),
        new("flipped", "float?", "Start from the patterns with this fraction of signs flipped; null to start from the cues.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Network network = spec.Object("network").Read<Network>();
        AutoAssociation task = spec.Object("task").Read<AutoAssociation>();
        reply.Array("overlap", spec.NumberOrNull("flipped") is double flipped
            ? task.Recall(network, flipped, job.Cancellation)
            : task.Recall(network, task.Cues, job.Cancellation));
    }
}
