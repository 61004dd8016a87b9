namespace FlrInterop;

/// <summary>Reaching from the centre to targets through a decoder: a cue for every target, the direction to it, and the decoder of the activity.</summary>
/// <remarks>The error-driven rule sees the velocity error only: dJ = ε (Bᵀe) xᵀ / N, e = v* u − v; so that J = J₀ + Bᵀ W for ever, W 2 × N.</remarks>
public sealed class CentreOut : LearningTask
{
    /// <summary>A task from its arrays, which are not copied.</summary>
    /// <param name="cues">η_a, shape (targets, units), float64, finite.</param>
    /// <param name="directions">u_a, shape (targets, 2), float64, unit vectors: <see cref="DecoderBaseline.DirectionsAt"/>.</param>
    /// <param name="decoder">The decoder that moves the cursor.</param>
    /// <param name="wantedSpeed">v*, the velocity wanted along u_a, above 0.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, a direction has not length 1, or v* is not above 0.</exception>
    public CentreOut(NdArray<double> cues, NdArray<double> directions, LatentDecoder decoder, double wantedSpeed)
        : base(Checked(cues, decoder), cues.Shape[0])
    {
        DecoderBaseline.CheckDirections(directions);
        Require.Shape(directions.Shape, nameof(directions), "(targets, 2)", cues.Shape[0], 2);
        Require.AllFinite(cues.Span, nameof(cues));
        Cues = cues;
        Directions = directions;
        Decoder = decoder;
        WantedSpeed = Require.Positive(wantedSpeed);
    }

    /// <summary>η_a, shape (targets, units), float64.</summary>
    public NdArray<double> Cues { get; }

    /// <summary>u_a, shape (targets, 2), float64.</summary>
    public NdArray<double> Directions { get; }

    /// <summary>The decoder.</summary>
    public LatentDecoder Decoder { get; }

    /// <summary>v*.</summary>
    public double WantedSpeed { get; }

    /// <inheritdoc/>
    public override string Kind => "centre-out";

    private static int Checked(NdArray<double> cues, LatentDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(cues);
        ArgumentNullException.ThrowIfNull(decoder);
        Require.Shape(cues.Shape, nameof(cues), "(targets, units)", -1, decoder.Units);
        Require.AtLeast(cues.Shape[0], 1, "targets");
        return cues.Shape[1];
    }
}
