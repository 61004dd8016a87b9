using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>The algebra of N(m, L Lᵀ + diag Ψ) in terms of M = 1 + Lᵀ Ψ⁻¹ L.</summary>
internal static class FactorModel
{
    /// <summary>M = 1 + Lᵀ Ψ⁻¹ L, shape (factors, factors).</summary>
    public static Matrix<double> Inner(ReadOnlySpan<double> loadings, ReadOnlySpan<double> unique, int factors)
    {
        Matrix<double> inner = Matrix<double>.Build.DenseIdentity(factors);
        for (int i = 0; i < unique.Length; i++)
        {
            ReadOnlySpan<double> row = loadings.Slice(i * factors, factors);
            for (int r = 0; r < factors; r++)
            {
                double scaled = row[r] / unique[i];
                for (int q = 0; q <= r; q++)
                    inner[r, q] += scaled * row[q];
            }
        }

        for (int r = 0; r < factors; r++)
        {
            for (int q = 0; q < r; q++)
                inner[q, r] = inner[r, q];
        }

        return inner;
    }

    /// <summary>β = M⁻¹ Lᵀ Ψ⁻¹ = Lᵀ (L Lᵀ + Ψ)⁻¹: the posterior mean of the factors is β (x − m); shape (factors, units) row-major.</summary>
    public static void Beta(ReadOnlySpan<double> loadings, ReadOnlySpan<double> unique, Matrix<double> innerInverse, Span<double> beta)
    {
        int units = unique.Length, factors = innerInverse.RowCount;
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<double> row = loadings.Slice(i * factors, factors);
            for (int r = 0; r < factors; r++)
            {
                double sum = 0;
                for (int q = 0; q < factors; q++)
                    sum += innerInverse[r, q] * row[q];
                beta[(r * units) + i] = sum / unique[i];
            }
        }
    }

    /// <summary>The mean log-likelihood of rows about m, shape (bins, units).</summary>
    public static double LogLikelihood(ReadOnlySpan<double> centred, ReadOnlySpan<double> loadings, ReadOnlySpan<double> unique, int factors)
    {
        int units = unique.Length, bins = centred.Length / units;
        Matrix<double> inner = Inner(loadings, unique, factors);
        var cholesky = inner.Cholesky();
        double[] beta = new double[factors * units], z = new double[factors], scaled = new double[units];
        Beta(loadings, unique, cholesky.Solve(Matrix<double>.Build.DenseIdentity(factors)), beta);
        double constant = (units * Math.Log(2 * Math.PI)) + cholesky.DeterminantLn;
        foreach (double variance in unique)
            constant += Math.Log(variance);
        double sum = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            ReadOnlySpan<double> x = centred.Slice(bin * units, units);
            TensorPrimitives.Divide(x, unique, scaled);
            for (int r = 0; r < factors; r++)
                z[r] = TensorPrimitives.Dot(x, beta.AsSpan(r * units, units));
            double explained = 0;
            for (int r = 0; r < factors; r++)
            {
                for (int q = 0; q < factors; q++)
                    explained += z[r] * inner[r, q] * z[q];
            }

            sum += TensorPrimitives.Dot(x, scaled) - explained;
        }

        return -0.5 * (constant + (sum / bins));
    }
}
