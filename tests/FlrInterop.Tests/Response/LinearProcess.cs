using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>The exact moments of a linear network, dx = A x dt + √(2D) dW: in continuous time, or as Euler steps of length h make them.</summary>
internal sealed class LinearProcess
{
    private readonly Matrix<double> _one;

    public LinearProcess(Network network)
    {
        Noise = network.Noise;
        _one = Matrix<double>.Build.DenseIdentity(network.Units);
        Generator = (network.Gain * network.Coupling.Dense().ToMatrix()) - _one;
    }

    public double Noise { get; }

    /// <summary>A = β J − 1.</summary>
    public Matrix<double> Generator { get; }

    public Matrix<double> Response => -Generator.Inverse();

    /// <summary>e^{A t} by scaling and squaring of the series.</summary>
    public Matrix<double> Propagator(double time)
    {
        const int squarings = 12, terms = 14;
        Matrix<double> small = Generator * (time / (1 << squarings)), sum = _one, term = _one;
        for (int k = 1; k <= terms; k++)
        {
            term = term * small / k;
            sum += term;
        }

        for (int k = 0; k < squarings; k++)
            sum *= sum;
        return sum;
    }

    /// <summary>C with A C + C Aᵀ + 2 D = 0.</summary>
    public Matrix<double> Covariance()
    {
        // ∫₀^T e^{At} 2D e^{Aᵀt} dt doubles T at each turn; the first piece by Simpson's rule over a very short time.
        const double first = 1.0 / 4096;
        Matrix<double> half = Propagator(first / 2), whole = half * half;
        Matrix<double> covariance = first / 6 * 2 * Noise * (_one + (4 * half.TransposeAndMultiply(half)) + whole.TransposeAndMultiply(whole));
        return Doubled(covariance, whole);
    }

    /// <summary>C of x ← x + h A x + √(2Dh) z.</summary>
    public Matrix<double> EulerCovariance(double step) => Doubled(2 * Noise * step * _one, _one + (step * Generator));

    /// <summary>Activity with exact lagged covariances e^{A k Δ} C.</summary>
    public Activity Exact(int lags, double lag, bool known = true)
    {
        Matrix<double> covariance = Covariance(), propagator = Propagator(lag);
        return With(covariance, propagator, lags, lag, known);
    }

    /// <summary>Activity with the lagged covariances of Euler steps, one lag a number of steps.</summary>
    public Activity Euler(int lags, double step, int every = 1)
        => With(EulerCovariance(step), (_one + (step * Generator)).Power(every), lags, step * every, known: true);

    private Activity With(Matrix<double> covariance, Matrix<double> propagator, int lags, double lag, bool known)
    {
        int units = covariance.RowCount;
        NdArray<double> lagged = NdArray<double>.Create(out Span<double> values, lags + 1, units, units);
        Matrix<double> own = covariance;
        for (int k = 0; k <= lags; k++)
        {
            own.ToRowMajorArray().CopyTo(values.Slice(k * units * units, units * units));
            own = propagator * own;
        }

        return Activity.FromMoments(
            NdArray<double>.Copy(new double[units], units), covariance.ToNdArray(), noise: known ? Noise : null, lagged: lagged, lagStep: lag);
    }

    private static Matrix<double> Doubled(Matrix<double> covariance, Matrix<double> propagator)
    {
        for (int k = 0; k < 40; k++)
        {
            covariance += propagator * covariance.TransposeAndMultiply(propagator);
            propagator *= propagator;
        }

        return (covariance + covariance.Transpose()) / 2;
    }
}
