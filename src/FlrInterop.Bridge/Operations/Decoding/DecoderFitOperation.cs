using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class DecoderFitOperation : Operation
{
    public override string Name => "decoder.fit";

    public override string Documentation => "Least squares: the readout of latents whose velocities are nearest to the wanted ones.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("projection", "array", "P, shape (latents, units), float64."),
        new("activity", "array", "x, shape (bins, units), float64."),
        new("wanted", "array", "The velocity wanted in each bin, shape (bins, 2), float64."),
        new("mean", "array?", "μ, shape (units,), float64; null for 0.", "null"),
        new("scale", "array?", "σ, shape (units,), float64; null for 1.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(LatentDecoder.Fit(
            spec.Array<double>("projection"),
            spec.Array<double>("activity"),
            spec.Array<double>("wanted"),
            spec.ArrayOrNull<double>("mean"),
            spec.ArrayOrNull<double>("scale")));
}
