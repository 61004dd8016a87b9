using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>χ = C / D, and how well the covariance it rests on is known.</summary>
internal sealed class EqualTimeResponse(Activity source, double noise) : IResponseSpectrum
{
    public static Susceptibility Estimate(Activity source)
    {
        NdArray<double> covariance = ActivityMaps.RequireCovariance(source);
        bool known = source.Noise is > 0;
        if (!known && !NoiseFromLags.Possible(source))
        {
            throw new ParameterException(
                "the activity's noise intensity is unknown or 0, expected a known D above 0: χ = C / D has no scale without it. "
                + "Hint: give noise=, or two lags or more to estimate it from, or predict relative speeds from the activity itself");
        }

        double noise = known ? source.Noise!.Value : NoiseFromLags.Estimate(source);

        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, covariance.Shape);
        System.Numerics.Tensors.TensorPrimitives.Divide(covariance.Span, noise, chi);
        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.EqualTime,
            StandardError = StandardError(source, covariance, noise),
            Assumptions =
            [
                new Assumption("detailed balance (symmetric J)", "cannot be told from equal-time moments", null),
                new Assumption("noise intensity known", FormattableString.Invariant($"D = {noise}{(known ? string.Empty : ", estimated from the first two lags")}"), known),
            ],
            Spectrum = new EqualTimeResponse(source, noise),
        };
    }

    /// <summary>C (D + s C)⁻¹.</summary>
    public Matrix<Complex> At(int map, Complex rate)
    {
        Matrix<Complex> covariance = ActivityMaps.Of(source, source.Covariance!, map).ToMatrix().ToComplex();
        return ((rate * covariance) + Matrix<Complex>.Build.DenseDiagonal(source.Units, noise)).Solve(covariance);
    }

    /// <summary>
    /// The sampling error of C / D for correlated samples. In the axes of C, mode k has variance c_k and, at equilibrium, relaxes
    /// in τ_k = c_k / D; a product of modes k and l is independent again after 2 τ_kl, 1/τ_kl = 1/τ_k + 1/τ_l, but never
    /// sooner than one sample.
    /// </summary>
    private static NdArray<double>? StandardError(Activity source, NdArray<double> covariance, double noise)
    {
        if (source.Step is not double step || source.Count < 2 || source.Gain is null)
            return null;
        int units = source.Units;
        NdArray<double> errors = NdArray<double>.Create(out Span<double> values, covariance.Shape);
        for (int first = 0; first < covariance.Length; first += units * units)
        {
            ReadOnlySpan<double> c = covariance.Span.Slice(first, units * units);
            Matrix<double> matrix = Matrix<double>.Build.DenseOfRowMajor(units, units, c.ToArray());
            Evd<double> axes = matrix.Evd(Symmetricity.Symmetric);
            Vector<double> variances = axes.EigenValues.Real().PointwiseMaximum(0);
            Matrix<double> squares = axes.EigenVectors.PointwisePower(2);
            Matrix<double> spread = Matrix<double>.Build.Dense(units, units, (k, l) =>
            {
                double rate = (noise / Math.Max(variances[k], double.Epsilon)) + (noise / Math.Max(variances[l], double.Epsilon));
                return variances[k] * variances[l] * Math.Max(2 / rate, step) / (source.Count * step);
            });
            Matrix<double> variance = (squares * spread).TransposeAndMultiply(squares);
            for (int i = 0; i < units; i++)
            {
                for (int j = 0; j < units; j++)
                {
                    // Var(C_ij) of Gaussian samples ∝ C_ii C_jj + C_ij²: the modes give the first term, the correlation the second.
                    double own = c[(i * units) + i] * c[(j * units) + j];
                    double correlation = own > 0 ? c[(i * units) + j] * c[(i * units) + j] / own : 0;
                    values[first + (i * units) + j] = Math.Sqrt(variance[i, j] * (1 + correlation)) / noise;
                }
            }
        }

        return errors;
    }
}
