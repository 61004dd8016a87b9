using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingSparseOperation : Operation
{
    public override string Name => "coupling.sparse";

    public override string Documentation => "A sparse coupling with the same number of inputs for every unit.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("in_degree", "int", "The number of inputs of every unit."),
        new("strength", "float", "The standard deviation of a weight times √in_degree.", "1.0"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, Couplings.Sparse(spec.Whole("units"), spec.Whole("in_degree"), spec.Number("strength"), spec.Seed("rng")));
}
