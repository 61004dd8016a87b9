using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingGaussianOperation : Operation
{
    public override string Name => "coupling.gaussian";

    public override string Documentation => "A Gaussian coupling J_ij ~ N(0, strength²/N) without self-coupling.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("strength", "float", "The standard deviation of a weight times √N.", "1.0"),
        new("symmetry", "float", "The correlation of J_ij with J_ji, -1 to 1.", "0.0"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => CouplingReply.Write(reply, Couplings.Gaussian(spec.Whole("units"), spec.Number("strength"), spec.Number("symmetry"), spec.Seed("rng")));
}
