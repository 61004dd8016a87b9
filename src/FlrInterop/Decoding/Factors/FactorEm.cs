using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>
/// Expectation–maximisation of x ~ N(m, L Lᵀ + diag Ψ) from a covariance alone; everything through M = 1 + Lᵀ Ψ⁻¹ L, factors × factors.
/// </summary>
/// <remarks>Rubin &amp; Thayer, Psychometrika 47 (1982), doi 10.1007/BF02293851.</remarks>
internal sealed class FactorEm
{
    /// <summary>No unique variance falls below this fraction of the unit's variance: the likelihood of a unit without any has no maximum.</summary>
    public const double LeastUnique = 1e-10;

    private readonly double[] _covariance;
    private readonly int _units;
    private readonly int _factors;
    private readonly double[] _beta;
    private readonly double[] _projected;

    /// <summary>A start at given loadings and unique variances, which it goes on to change.</summary>
    /// <param name="covariance">S, shape (units, units) row-major, divided by the number of bins.</param>
    /// <param name="loadings">L, shape (units, factors) row-major.</param>
    /// <param name="unique">Ψ, shape (units,).</param>
    public FactorEm(double[] covariance, double[] loadings, double[] unique)
    {
        _covariance = covariance;
        _units = unique.Length;
        _factors = loadings.Length / Math.Max(1, _units);
        Loadings = loadings;
        Unique = unique;
        _beta = new double[loadings.Length];
        _projected = new double[loadings.Length];
    }

    public double[] Loadings { get; }

    public double[] Unique { get; }

    /// <summary>The mean log-likelihood of a bin at the loadings that the last step began from.</summary>
    public double LogLikelihood { get; private set; } = double.NegativeInfinity;

    public int Iterations { get; private set; }

    public bool Finished { get; private set; }

    public FactorEm Run(double tolerance, int maxIterations, CancellationToken cancellation)
    {
        while (!Finished && Iterations < maxIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            double before = LogLikelihood;
            Step(maximise: true);
            Iterations++;
            Finished = LogLikelihood - before < tolerance;
        }

        Step(maximise: false);
        return this;
    }

    /// <summary>The likelihood of these loadings and, where wanted, one iteration of them.</summary>
    private void Step(bool maximise)
    {
        Matrix<double> inner = FactorModel.Inner(Loadings, Unique, _factors);
        Cholesky<double> factors = inner.Cholesky();
        Matrix<double> inverse = factors.Solve(Matrix<double>.Build.DenseIdentity(_factors));
        FactorModel.Beta(Loadings, Unique, inverse, _beta);
        for (int i = 0; i < _units; i++)
        {
            ReadOnlySpan<double> row = _covariance.AsSpan(i * _units, _units);
            for (int r = 0; r < _factors; r++)
                _projected[(i * _factors) + r] = TensorPrimitives.Dot(row, _beta.AsSpan(r * _units, _units));
        }

        // βSβᵀ, the covariance of the posterior means.
        Matrix<double> spread = Matrix<double>.Build.DenseOfRowMajor(_factors, _units, _beta)
            * Matrix<double>.Build.DenseOfRowMajor(_units, _factors, _projected);
        LogLikelihood = Likelihood(factors.DeterminantLn, spread.PointwiseMultiply(inner).RowSums().Sum());
        if (!maximise)
            return;
        Matrix<double> second = (inverse + ((spread + spread.Transpose()) / 2)).Cholesky().Solve(Matrix<double>.Build.DenseIdentity(_factors));
        for (int i = 0; i < _units; i++)
        {
            ReadOnlySpan<double> projected = _projected.AsSpan(i * _factors, _factors);
            double explained = 0;
            for (int r = 0; r < _factors; r++)
            {
                double loading = 0;
                for (int q = 0; q < _factors; q++)
                    loading += projected[q] * second[q, r];
                Loadings[(i * _factors) + r] = loading;
                explained += loading * projected[r];
            }

            double variance = _covariance[(i * _units) + i];
            Unique[i] = Math.Max(variance - explained, LeastUnique * variance);
        }
    }

    private double Likelihood(double innerDeterminantLn, double explained)
    {
        double sum = (_units * Math.Log(2 * Math.PI)) + innerDeterminantLn - explained;
        for (int i = 0; i < _units; i++)
            sum += Math.Log(Unique[i]) + (_covariance[(i * _units) + i] / Unique[i]);
        return -0.5 * sum;
    }
}
