using System.Text.Json;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LatentDecoderFitOperation : Operation
{
    public override string Name => "decoder.fit";

    public override string Documentation => "Least squares: the readout of latents whose velocities are nearest to the wanted ones.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("projection", "array | factor-analysis", "P, shape (latents, units), float64; or a factor analysis, whose orthonormal axes, mean and scale are taken."),
        new("activity", "array", "x, shape (bins, units), float64."),
        new("wanted", "array", "The velocity wanted in each bin, shape (bins, 2), float64."),
        new("mean", "array?", "μ, shape (units,), float64; null for 0, or the factor analysis's.", "null"),
        new("scale", "array?", "σ, shape (units,), float64; null for 1, or the factor analysis's.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        NdArray<double> activity = spec.Array<double>("activity"), wanted = spec.Array<double>("wanted");
        NdArray<double>? mean = spec.ArrayOrNull<double>("mean"), scale = spec.ArrayOrNull<double>("scale");
        reply.Noun("decoder", spec.Json.GetProperty("projection").ValueKind == JsonValueKind.Object
            ? Through(spec.Object("projection").Read<FactorAnalysis>())
            : LatentDecoder.Fit(spec.Array<double>("projection"), activity, wanted, mean, scale));

        LatentDecoder Through(FactorAnalysis factors)
        {
            if (mean is not null || scale is not null)
                throw Require.Refused(mean is null ? "scale" : "mean", "an array", "null beside a factor analysis, which has its own");
            return LatentDecoder.Fit(factors, activity, wanted);
        }
    }
}
