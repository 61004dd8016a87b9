using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// Factor analysis of activity: x = m + L z + noise, z of unit covariance, each unit with a noise variance Ψ of its own. What units share,
/// and what each has alone.
/// </summary>
/// <remarks>
/// Fitted by expectation–maximisation (Rubin &amp; Thayer 1982, doi 10.1007/BF02293851). L is determined up to a rotation: compare L Lᵀ, Ψ,
/// likelihoods and angles between spaces, never columns. The orthonormalised latents (Yu et al. 2009, doi 10.1152/jn.90941.2008) are determined
/// up to signs, which are fixed so that the largest entry of each axis is positive.
/// </remarks>
public sealed partial class FactorAnalysis
{
    private readonly UnitScaling _scaling;
    private readonly double[] _loadings;
    private readonly double[] _unique;

    private FactorAnalysis(UnitScaling scaling, int units, double[] loadings, double[] unique, int factors)
    {
        _scaling = scaling;
        _loadings = loadings;
        _unique = unique;
        Units = units;
        Dimensions = factors;
        int kept = unique.Length;
        KeptUnits = NdArray<int>.Copy(scaling.Kept, kept);
        Dropped = NdArray<int>.Copy(scaling.Dropped, scaling.Dropped.Length);
        Mean = NdArray<double>.Copy(scaling.Mean, kept);
        Scale = NdArray<double>.Copy(scaling.Scale, kept);
        Loadings = NdArray<double>.Copy(loadings, kept, factors);
        NoiseVariance = NdArray<double>.Copy(unique, kept);
        double shared = loadings.Sum(l => l * l);
        SharedFraction = shared / (shared + unique.Sum());
        var innerInverse = FactorModel.Inner(loadings, unique, factors).Inverse();
        double[] beta = new double[factors * kept];
        FactorModel.Beta(loadings, unique, innerInverse, beta);
        Beta = NdArray<double>.Copy(beta, factors, kept);
        (Axes, AxisVariance, Projection) = Orthonormalise(Loadings.ToMatrix(), Beta.ToMatrix());
    }

    /// <summary>The number of units of the activity, the ones left out included.</summary>
    public int Units { get; }

    /// <summary>The number of factors.</summary>
    public int Dimensions { get; }

    /// <summary>The units that vary, shape (kept units,), int32, ascending; the axis "kept units" of everything below.</summary>
    public NdArray<int> KeptUnits { get; }

    /// <summary>The units left out because they never change, shape (dropped units,), int32, ascending.</summary>
    public NdArray<int> Dropped { get; }

    /// <summary>The mean of each unit, shape (kept units,), float64, in the activity's unit.</summary>
    public NdArray<double> Mean { get; }

    /// <summary>What each unit was divided by: its standard deviation (N − 1 degrees), or 1; shape (kept units,), float64.</summary>
    public NdArray<double> Scale { get; }

    /// <summary>L, shape (kept units, dimensions), float64, of the scaled units.</summary>
    public NdArray<double> Loadings { get; }

    /// <summary>Ψ, shape (kept units,), float64, of the scaled units.</summary>
    public NdArray<double> NoiseVariance { get; }

    /// <summary>β = Lᵀ (L Lᵀ + Ψ)⁻¹, shape (dimensions, kept units), float64: posterior means of the factors from scaled units.</summary>
    public NdArray<double> Beta { get; }

    /// <summary>The orthonormal axes of the shared space, L = axes · diag(√axis variance) · rotation; shape (kept units, dimensions), float64.</summary>
    public NdArray<double> Axes { get; }

    /// <summary>The shared variance along each axis, descending, shape (dimensions,), float64.</summary>
    public NdArray<double> AxisVariance { get; }

    /// <summary>Orthonormalised posterior means from scaled units: diag(√axis variance) · rotation · β, shape (dimensions, kept units), float64.</summary>
    public NdArray<double> Projection { get; }

    /// <summary>tr L Lᵀ / (tr L Lᵀ + tr Ψ): the share of the variance that units have in common, 0 … 1.</summary>
    public double SharedFraction { get; }

    /// <summary>The mean log-likelihood of a bin in the sample, of the scaled units.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The iterations of the start that was kept.</summary>
    public required int Iterations { get; init; }

    /// <summary>"completed", or "not finished after k iterations": compare such a fit only loosely.</summary>
    public required string Status { get; init; }

    /// <summary>The posterior means of the factors of new bins, orthonormalised: latents whose lengths and angles are those in the space of the scaled units.</summary>
    /// <param name="activity">Activity, shape (bins, units), float64, finite, all units (the ones left out included).</param>
    /// <returns>Latents, shape (bins, dimensions), float64.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    /// <exception cref="ParameterException">A value is not finite.</exception>
    public NdArray<double> Latents(NdArray<double> activity) => Map(activity, Projection);

    /// <summary>The posterior means of the factors of new bins, E[z | x] = β (x − m).</summary>
    /// <param name="activity">Activity, shape (bins, units), float64, finite.</param>
    /// <returns>Posterior means, shape (bins, dimensions), float64.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    /// <exception cref="ParameterException">A value is not finite.</exception>
    public NdArray<double> PosteriorMeans(NdArray<double> activity) => Map(activity, Beta);

    /// <summary>The mean log-likelihood of new bins under N(m, L Lᵀ + Ψ), of the scaled units.</summary>
    /// <param name="activity">Activity, shape (bins, units), float64, finite.</param>
    /// <returns>Its value, natural logarithm.</returns>
    /// <exception cref="ShapeException">Another number of units, or no bin.</exception>
    /// <exception cref="ParameterException">A value is not finite.</exception>
    public double LogLikelihoodOf(NdArray<double> activity)
        => FactorModel.LogLikelihood(_scaling.Apply(CheckedNew(activity)), _loadings, _unique, Dimensions);

    private NdArray<double> Map(NdArray<double> activity, NdArray<double> rows)
    {
        double[] scaled = _scaling.Apply(CheckedNew(activity));
        int kept = _unique.Length, bins = activity.Shape[0];
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, bins, Dimensions);
        for (int bin = 0; bin < bins; bin++)
        {
            for (int r = 0; r < Dimensions; r++)
                values[(bin * Dimensions) + r] = System.Numerics.Tensors.TensorPrimitives.Dot(scaled.AsSpan(bin * kept, kept), rows.Row(r));
        }

        return made;
    }

    private NdArray<double> CheckedNew(NdArray<double> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Require.Shape(activity.Shape, nameof(activity), "(bins, units)", -1, Units);
        Require.AtLeast(activity.Shape[0], 1, "the number of bins");
        Require.AllFinite(activity.Span, nameof(activity));
        return activity;
    }

    private static (NdArray<double> Axes, NdArray<double> Variance, NdArray<double> Projection) Orthonormalise(Matrix<double> loadings, Matrix<double> beta)
    {
        int factors = loadings.ColumnCount;
        var svd = loadings.Svd();
        Matrix<double> axes = svd.U.SubMatrix(0, loadings.RowCount, 0, factors), rotation = svd.VT;
        double[] variance = new double[factors];
        for (int r = 0; r < factors; r++)
        {
            Vector<double> column = axes.Column(r);
            if (column[column.AbsoluteMaximumIndex()] < 0)
            {
                axes.SetColumn(r, -column);
                rotation.SetRow(r, -rotation.Row(r));
            }

            variance[r] = svd.S[r] * svd.S[r];
            rotation.SetRow(r, rotation.Row(r) * svd.S[r]);
        }

        return (axes.ToNdArray(), NdArray<double>.Copy(variance, factors), (rotation * beta).ToNdArray());
    }
}
