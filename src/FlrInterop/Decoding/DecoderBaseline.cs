using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>
/// What is known before a new decoder is tried: the mean activity of every target, and how activity answers a small force, from recorded
/// fluctuations (C / D) or from a model (χ diag(g)).
/// </summary>
public sealed partial class DecoderBaseline
{
    private DecoderBaseline(NdArray<double> directions, NdArray<double> means, NdArray<double> response, NdArray<double>? origin)
    {
        Directions = directions;
        Means = means;
        Response = response;
        Origin = origin;
        Gram = GramOf(means, origin);
    }

    /// <summary>u_a, the unit vector to every target, shape (targets, 2), float64.</summary>
    public NdArray<double> Directions { get; }

    /// <summary>x̄_a, the mean activity of every target, shape (targets, units), float64.</summary>
    public NdArray<double> Means { get; }

    /// <summary>C / D or χ diag(g): one for all targets, shape (1, units, units), or one each, shape (targets, units, units); float64.</summary>
    public NdArray<double> Response { get; }

    /// <summary>The zero of activity in the presynaptic factor, shape (units,), float64; null for 0.</summary>
    public NdArray<double>? Origin { get; }

    /// <summary>x̄_aᵀ x̄_b / N about the origin, shape (targets, targets), float64.</summary>
    public NdArray<double> Gram { get; }

    /// <summary>The number of targets.</summary>
    public int Targets => Means.Shape[0];

    /// <summary>The number of units N.</summary>
    public int Units => Means.Shape[1];

    /// <summary>"equal-time" from activity, "linearised" from a network.</summary>
    public required string Estimator { get; init; }

    /// <summary>D, which the covariance was divided by; null where unknown, or where a network says all.</summary>
    public double? Noise { get; private init; }

    /// <summary>Whether the response is absolute; else predicted speeds are relative.</summary>
    public bool NoiseKnown => Noise is not null || Estimator == Estimators.Linearised;

    /// <summary>The number of bins behind it; 0 for a network or for moments.</summary>
    public long Count { get; private init; }

    /// <summary>The bins themselves, where there are any: what a bootstrap needs.</summary>
    internal BaselineBins? Bins { get; private init; }

    /// <summary>The response that belongs to a target.</summary>
    internal int ResponseOf(int target) => Response.Shape[0] == 1 ? 0 : target;

    /// <summary>The mean over targets of the progress through a decoder: v*, what the new decoder is to reach.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <returns>v*, in the decoder's unit of velocity.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public double ProgressThrough(LatentDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        NdArray<double> velocity = decoder.Velocity(Means);
        return TensorPrimitives.Dot(velocity.Span, Directions.Span) / Targets;
    }

    internal static NdArray<double> GramOf(NdArray<double> means, NdArray<double>? origin)
    {
        int targets = means.Shape[0], units = means.Shape[1];
        double[] centred = means.ToArray();
        for (int a = 0; origin is not null && a < targets; a++)
            TensorPrimitives.Subtract(means.Row(a), origin.Span, centred.AsSpan(a * units, units));
        NdArray<double> gram = NdArray<double>.Create(out Span<double> values, targets, targets);
        for (int a = 0; a < targets; a++)
        {
            for (int b = 0; b < targets; b++)
                values[(a * targets) + b] = TensorPrimitives.Dot<double>(centred.AsSpan(a * units, units), centred.AsSpan(b * units, units)) / units;
        }

        return gram;
    }
}
