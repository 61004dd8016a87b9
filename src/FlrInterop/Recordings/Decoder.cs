namespace FlrInterop;

/// <summary>
/// A velocity decoder of a brain–computer interface: v_t = M1 v_{t−1} + M2 z_t + M0, in mm/s, z the activity of a bin.
/// </summary>
/// <remarks>The form of a steady-state Kalman filter; Sadtler et al. 2014, doi 10.1038/nature13665.</remarks>
public sealed record Decoder
{
    /// <summary>A decoder from its arrays, which are not copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="smoothing">M1, shape (2, 2), float64, dimensionless.</param>
    /// <param name="weights">M2, shape (2, units), float64, mm/s for one unit of activity.</param>
    /// <param name="offset">M0, shape (2,), float64, mm/s.</param>
    /// <exception cref="ShapeException">A shape differs.</exception>
    /// <exception cref="ParameterException">The name is empty, or a number is not finite.</exception>
    public Decoder(string name, NdArray<double> smoothing, NdArray<double> weights, NdArray<double> offset)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(smoothing);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(offset);
        if (name.Length == 0)
            throw new ParameterException("the name of a decoder is empty, expected one or more characters");
        Require.Shape(smoothing.Shape, $"the smoothing of decoder '{name}'", "(2, 2)", 2, 2);
        Require.Shape(weights.Shape, $"the weights of decoder '{name}'", "(2, units)", 2, -1);
        Require.Shape(offset.Shape, $"the offset of decoder '{name}'", "(2,)", 2);
        Require.AtLeast(weights.Shape[1], 1, $"the number of units of decoder '{name}'");
        Require.AllFinite(smoothing.Span, $"the smoothing of decoder '{name}'");
        Require.AllFinite(weights.Span, $"the weights of decoder '{name}'");
        Require.AllFinite(offset.Span, $"the offset of decoder '{name}'");
        Name = name;
        Smoothing = smoothing;
        Weights = weights;
        Offset = offset;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>M1, shape (2, 2), float64, dimensionless.</summary>
    public NdArray<double> Smoothing { get; }

    /// <summary>M2, shape (2, units), float64, mm/s for one unit of activity.</summary>
    public NdArray<double> Weights { get; }

    /// <summary>M0, shape (2,), float64, mm/s.</summary>
    public NdArray<double> Offset { get; }

    /// <summary>The number of units or latents k that it reads.</summary>
    public int Units => Weights.Shape[1];

    /// <summary>The velocity of one bin without the memory of the bins before it, M2 z + M0, mm/s.</summary>
    internal (double X, double Y) Single(ReadOnlySpan<double> activity)
    {
        ReadOnlySpan<double> weights = Weights.Span;
        double x = 0, y = 0;
        for (int j = 0; j < activity.Length; j++)
        {
            x += weights[j] * activity[j];
            y += weights[activity.Length + j] * activity[j];
        }

        return (x + Offset.Span[0], y + Offset.Span[1]);
    }

    /// <summary>M2ᵀu: the direction of activity that moves the cursor along u, shape (units,).</summary>
    internal double[] Along(double x, double y)
    {
        ReadOnlySpan<double> weights = Weights.Span;
        var direction = new double[Units];
        for (int j = 0; j < direction.Length; j++)
            direction[j] = (weights[j] * x) + (weights[direction.Length + j] * y);
        return direction;
    }
}
