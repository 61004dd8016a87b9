using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingHopfieldOperation : Operation
{
    public override string Name => "coupling.hopfield";

    public override string Documentation => "A Hopfield coupling (1/N) Σ ξξᵀ with zero diagonal, kept as low rank.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("patterns", "array", "ξ, shape (patterns, units), float64."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, Couplings.Hopfield(spec.Array<double>("patterns")));
}
