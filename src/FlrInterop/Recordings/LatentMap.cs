namespace FlrInterop;

/// <summary>How the spike counts s of a bin become latents: z = W (s − μ), the posterior mean of a factor analysis for example.</summary>
public sealed record LatentMap
{
    /// <summary>A map from its arrays, which are not copied.</summary>
    /// <param name="weights">W, shape (latents, units), float64.</param>
    /// <param name="mean">μ, shape (units,), float64, counts.</param>
    /// <exception cref="ShapeException">A shape differs.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public LatentMap(NdArray<double> weights, NdArray<double> mean)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(mean);
        Require.Shape(weights.Shape, "the weights of the latent map", "(latents, units)", -1, mean.Length);
        Require.Shape(mean.Shape, "the mean of the latent map", "(units,)", mean.Length);
        Require.AllFinite(weights.Span, "the weights of the latent map");
        Require.AllFinite(mean.Span, "the mean of the latent map");
        Weights = weights;
        Mean = mean;
    }

    /// <summary>W, shape (latents, units), float64.</summary>
    public NdArray<double> Weights { get; }

    /// <summary>μ, shape (units,), float64, counts.</summary>
    public NdArray<double> Mean { get; }

    internal void Of(ReadOnlySpan<double> counts, Span<double> latents)
    {
        for (int j = 0; j < latents.Length; j++)
        {
            ReadOnlySpan<double> row = Weights.Row(j);
            double sum = 0;
            for (int unit = 0; unit < row.Length; unit++)
                sum += row[unit] * (counts[unit] - Mean.Span[unit]);
            latents[j] = sum;
        }
    }
}
