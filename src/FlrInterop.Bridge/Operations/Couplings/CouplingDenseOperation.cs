using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingDenseOperation : Operation
{
    public override string Name => "coupling.dense";

    public override string Documentation => "All weights as one matrix, shape (units, units), weights [post, pre].";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("coupling", "coupling", "The coupling."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Array("dense", spec.Object("coupling").Read<Coupling>().Dense());
}
