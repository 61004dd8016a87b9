using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FixedPointOperation : Operation
{
    public override string Name => "fixed_point";

    public override string Documentation => "The state that a network settles to without noise.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("input", "array?", "η, shape (units,), float64; null for none.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        FixedPointResult found = FixedPoint.Find(
            spec.Object("network").Read<Network>(),
            spec.ArrayOrNull<double>("input"),
            cancellation: job.Cancellation);
        reply.Array("state", found.State);
        reply.Fields
            .Text("status", found.Status)
            .Number("residual", found.Residual)
            .Whole("iterations", found.Iterations);
    }
}
