using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SubspaceAnglesOperation : Operation
{
    public override string Name => "subspace_angles";

    public override string Documentation => "The principal angles between two spaces, in degrees, ascending.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("first", "array", "A basis, shape (units, p), float64, of full column rank."),
        new("second", "array", "A basis, shape (units, q), float64, of full column rank."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Array("angles", SubspaceAngles.Between(spec.Array<double>("first"), spec.Array<double>("second")));
}
