using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingScaleOperation : Operation
{
    public override string Name => "coupling.scale";

    public override string Documentation => "A coupling of the same structure with every weight multiplied.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("coupling", "coupling", "The coupling."),
        new("factor", "float", "The factor, finite."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, spec.Number("factor") * spec.Object("coupling").Read<Coupling>());
}
