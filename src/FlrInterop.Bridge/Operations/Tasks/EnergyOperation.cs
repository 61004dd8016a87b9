using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class EnergyOperation : Operation
{
    public override string Name => "energy";

    public override string Documentation => "E = −½ xᵀJx − γ ηᵀx + (1/β) Σ ∫₀^{x_i} φ⁻¹: for symmetric J it never grows in the noise-free network.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("state", "array", "x, shape (units,), float64."),
        new("input", "array?", "η, shape (units,), float64; null for none.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Fields.Number("energy", AutoAssociation.Energy(
            spec.Object("network").Read<Network>(), spec.Array<double>("state"), spec.ArrayOrNull<double>("input")));
}
