using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LatentDecoderFitOperation : Operation
{
    public override string Name => "decoder.fit";

    public override string Documentation => "The decoder through the orthonormal axes of a factor analysis whose velocities are nearest to the wanted ones.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("factors", "factor-analysis", "The factor analysis."),
        new("activity", "array", "Activity, shape (bins, units), float64."),
        new("wanted", "array", "The velocity wanted in each bin, shape (bins, 2), float64."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LatentDecoder decoder = LatentDecoder.Fit(spec.Object("factors").Read<FactorAnalysis>(), spec.Array<double>("activity"), spec.Array<double>("wanted"));
        reply.Noun("decoder", decoder);
    }
}
