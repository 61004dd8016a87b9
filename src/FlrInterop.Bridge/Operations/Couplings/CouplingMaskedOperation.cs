using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingMaskedOperation : Operation
{
    public override string Name => "coupling.masked";

    public override string Documentation => "A coupling of which only the connections of a mask exist.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("coupling", "coupling", "The coupling."),
        new("mask", "array", "0 where there is no connection, shape (units, units), uint8."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, spec.Object("coupling").Read<Coupling>().Masked(spec.Array<byte>("mask")));
}
