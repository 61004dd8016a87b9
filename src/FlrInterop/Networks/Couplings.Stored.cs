namespace FlrInterop;

/// <content>Couplings that hold patterns or maps: of low rank, and kept so.</content>
public static partial class Couplings
{
    /// <summary>The Hopfield coupling (1/N) Σ ξξᵀ with a zero diagonal, kept as low rank less a diagonal.</summary>
    /// <remarks>Hopfield, PNAS 79 (1982), doi 10.1073/pnas.79.8.2554.</remarks>
    /// <param name="patterns">ξ, shape (patterns, units), finite.</param>
    /// <returns>A sum of a low-rank and a diagonal coupling.</returns>
    /// <exception cref="ShapeException">Not two axes, or one of length 0.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static Coupling Hopfield(NdArray<double> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.Shape(patterns.Shape, nameof(patterns), "(patterns, units)", -1, -1);
        int count = Require.AtLeast(patterns.Shape[0], 1, "patterns"), units = Require.AtLeast(patterns.Shape[1], 1, "units");
        NdArray<double> left = NdArray<double>.Create(out Span<double> u, units, count);
        NdArray<double> right = NdArray<double>.Create(out Span<double> v, units, count);
        NdArray<double> diagonal = NdArray<double>.Create(out Span<double> own, units);
        own.Clear();
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> pattern = patterns.Row(k);
            for (int i = 0; i < units; i++)
            {
                u[(i * count) + k] = pattern[i] / units;
                v[(i * count) + k] = pattern[i];
                own[i] -= pattern[i] * pattern[i] / units;
            }
        }

        return new SumCoupling(new LowRankCoupling(left, right), new DiagonalCoupling(diagonal));
    }

    /// <summary>Pre-embedded input–output maps: scale · (1/N) Σ (ξ − η)(ξ + η)ᵀ, so that each input η tends to evoke its target ξ.</summary>
    /// <remarks>Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w.</remarks>
    /// <param name="inputs">η, shape (maps, units), finite.</param>
    /// <param name="targets">ξ, shape (maps, units), finite.</param>
    /// <param name="scale">A finite factor.</param>
    /// <returns>A coupling of rank maps.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static LowRankCoupling PreEmbedded(NdArray<double> inputs, NdArray<double> targets, double scale = 1)
    {
        var maps = new InputOutputMap(inputs, targets);
        Require.Finite(scale);
        NdArray<double> left = NdArray<double>.Create(out Span<double> u, maps.Units, maps.Maps);
        NdArray<double> right = NdArray<double>.Create(out Span<double> v, maps.Units, maps.Maps);
        for (int k = 0; k < maps.Maps; k++)
        {
            ReadOnlySpan<double> eta = inputs.Row(k), xi = targets.Row(k);
            for (int i = 0; i < maps.Units; i++)
            {
                u[(i * maps.Maps) + k] = scale * (xi[i] - eta[i]) / maps.Units;
                v[(i * maps.Maps) + k] = xi[i] + eta[i];
            }
        }

        return new LowRankCoupling(left, right);
    }

    /// <summary>Pre-embedded maps between random patterns of ±1.</summary>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="maps">The number of maps, 1 or more.</param>
    /// <param name="seed">The key of the random patterns; they are independent of the tasks made with the same seed.</param>
    /// <param name="scale">A finite factor.</param>
    /// <returns>A coupling of rank maps.</returns>
    /// <exception cref="ParameterException">A parameter is out of range.</exception>
    public static LowRankCoupling PreEmbedded(int units, int maps, Seed seed, double scale = 1)
    {
        InputOutputMap random = InputOutputMap.Embedded(units, maps, seed);
        return PreEmbedded(random.Inputs, random.Targets, scale);
    }
}
