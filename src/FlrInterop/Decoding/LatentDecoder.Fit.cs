using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <content>Making decoders.</content>
public sealed partial class LatentDecoder
{
    /// <summary>Least squares: the M2 whose velocities are nearest to the wanted ones, M0 = 0.</summary>
    /// <param name="projection">P, shape (latents, units), float64.</param>
    /// <param name="activity">x, shape (bins, units), float64, finite.</param>
    /// <param name="wanted">The velocity wanted in each bin, shape (bins, 2), float64, finite.</param>
    /// <param name="mean">μ, shape (units,); null for 0.</param>
    /// <param name="scale">σ, shape (units,); null for 1.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there are fewer bins than latents.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    /// <exception cref="NumericalException">The latents depend on each other in these bins.</exception>
    public static LatentDecoder Fit(
        NdArray<double> projection, NdArray<double> activity, NdArray<double> wanted, NdArray<double>? mean = null, NdArray<double>? scale = null)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(wanted);
        Require.Shape(projection.Shape, nameof(projection), "(latents, units)", -1, -1);
        int latents = projection.Shape[0], units = projection.Shape[1];
        Require.Shape(activity.Shape, nameof(activity), "(bins, units)", -1, units);
        Require.Shape(wanted.Shape, nameof(wanted), "(bins, 2)", activity.Shape[0], 2);
        Require.AllFinite(activity.Span, nameof(activity));
        Require.AllFinite(wanted.Span, nameof(wanted));
        if (activity.Shape[0] < latents)
            throw new ShapeException($"activity has shape {NdShape.Text(activity.Shape)}, expected as many bins as latents, {latents}, or more");

        // A decoder with M2 = 0 knows how to scale; its latents are the predictors.
        var empty = new LatentDecoder(NdArray<double>.Copy(new double[2 * latents], 2, latents), projection, mean, scale);
        Matrix<double> z = empty.LatentsOf(activity);
        var qr = z.QR();
        double least = Enumerable.Range(0, latents).Min(i => Math.Abs(qr.R[i, i])), most = Enumerable.Range(0, latents).Max(i => Math.Abs(qr.R[i, i]));
        if (!(least > 1e-12 * most))
            throw new NumericalException("the latents depend on each other in these bins, so that no single M2 is nearest. Hint: use fewer latents or more bins");
        Matrix<double> readout = qr.Solve(wanted.ToMatrix()).Transpose();
        return new LatentDecoder(readout.ToNdArray(), projection, mean, scale);
    }

    /// <summary>Least squares through the orthonormal axes of a factor analysis; units that it left out have weight 0.</summary>
    /// <param name="factors">The factor analysis; P = its axes, transposed.</param>
    /// <param name="activity">x, shape (bins, units), float64, finite.</param>
    /// <param name="wanted">The velocity wanted in each bin, shape (bins, 2), float64, finite.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static LatentDecoder Fit(FactorAnalysis factors, NdArray<double> activity, NdArray<double> wanted)
    {
        ArgumentNullException.ThrowIfNull(factors);
        int units = factors.Units;
        NdArray<double> projection = NdArray<double>.Create(out Span<double> p, factors.Dimensions, units);
        NdArray<double> mean = NdArray<double>.Create(out Span<double> mu, units), scale = NdArray<double>.Create(out Span<double> sigma, units);
        p.Clear();
        mu.Clear();
        sigma.Fill(1);
        for (int j = 0; j < factors.KeptUnits.Length; j++)
        {
            int unit = factors.KeptUnits[j];
            (mu[unit], sigma[unit]) = (factors.Mean[j], factors.Scale[j]);
            for (int r = 0; r < factors.Dimensions; r++)
                p[(r * units) + unit] = factors.Axes[j, r];
        }

        return Fit(projection, activity, wanted, mean, scale);
    }

    /// <summary>A decoder that reads recorded latents directly, v = M2 z + M0; it can be perturbed within the manifold only.</summary>
    /// <param name="weights">M2, shape (2, latents), float64.</param>
    /// <param name="offset">M0, shape (2,), float64; null for 0.</param>
    /// <returns>The decoder, P the identity.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static LatentDecoder OfLatents(NdArray<double> weights, NdArray<double>? offset = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Require.Shape(weights.Shape, nameof(weights), "(2, latents)", 2, -1);
        return new LatentDecoder(weights, Matrix<double>.Build.DenseIdentity(weights.Shape[1]).ToNdArray(), offset: offset) { ReadsLatents = true };
    }

    /// <summary>Whether the units are latents themselves, so that nothing outside the manifold was recorded.</summary>
    public bool ReadsLatents { get; private init; }

    /// <summary>P diag(1/σ)(x − μ), shape (bins, latents).</summary>
    internal Matrix<double> LatentsOf(NdArray<double> activity)
    {
        Matrix<double> centred = activity.ToMatrix();
        Vector<double> mean = Vector<double>.Build.Dense(Mean.ToArray()), scale = Vector<double>.Build.Dense(Scale.ToArray());
        for (int bin = 0; bin < centred.RowCount; bin++)
            centred.SetRow(bin, (centred.Row(bin) - mean).PointwiseDivide(scale));
        return centred * Projection.ToMatrix().Transpose();
    }
}
