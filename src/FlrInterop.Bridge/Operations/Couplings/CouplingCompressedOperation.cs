using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingCompressedOperation : Operation
{
    public override string Name => "coupling.compressed";

    public override string Documentation => "The same coupling with its low-rank parts merged and of the least rank that a tolerance allows.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("coupling", "coupling", "The coupling."),
        new("tolerance", "float", "The most that J may change, relative to its Frobenius norm, 0 to 1.", "1e-12"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, spec.Object("coupling").Read<Coupling>().Compressed(spec.Number("tolerance")));
}
