using System.Numerics;
using System.Text.Json.Nodes;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class StabilityOperation : Operation
{
    public override string Name => "stability";

    public override string Documentation => "How small displacements from a state grow or decay: the eigenvalues of diag(g) J − 1, the largest real part first.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("state", "array", "x, shape (units,), float64, a fixed point."),
        new("input", "array?", "η, shape (units,), float64; null for none.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        StabilityResult found = Stability.At(
            spec.Object("network").Read<Network>(),
            spec.Array<double>("state"),
            spec.ArrayOrNull<double>("input"));
        reply.Array("eigenvalues_real", Part(found.Eigenvalues, value => value.Real));
        reply.Array("eigenvalues_imaginary", Part(found.Eigenvalues, value => value.Imaginary));
        reply.Array("slopes", found.Slopes);
        reply.Fields
            .Set("stable", JsonValue.Create(found.IsStable))
            .Interval("leading", new Interval(found.Leading.Real, found.Leading.Imaginary));
    }

    private static NdArray<double> Part(IReadOnlyList<Complex> values, Func<Complex, double> part)
        => NdArray<double>.Copy([.. values.Select(part)], values.Count);
}
