using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Numerics;

/// <summary>The stationary covariance of dx = A x dt + √(2D) dW: A C + C Aᵀ + 2 D = 0.</summary>
internal static class Lyapunov
{
    private const int MostDoublings = 60;

    /// <summary>C by Cayley's transform and doubling: C = Σ Bᵏ Q Bᵀᵏ, B = (1 − A/2)⁻¹(1 + A/2), squared at each turn. Null where A is not stable.</summary>
    public static Matrix<double>? Solve(Matrix<double> generator, double noise)
    {
        int size = generator.RowCount;
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(size), inverse = (one - (generator / 2)).Inverse();
        Matrix<double> turn = inverse * (one + (generator / 2)), sum = 2 * noise * inverse.TransposeAndMultiply(inverse);
        for (int k = 0; k < MostDoublings; k++)
        {
            Matrix<double> added = turn * sum.TransposeAndMultiply(turn);
            sum += added;
            double size1 = sum.L1Norm();
            if (!double.IsFinite(size1) || size1 > 1e12 * noise * size)
                return null;
            if (added.L1Norm() <= 1e-15 * size1)
                return (sum + sum.Transpose()) / 2;
            turn *= turn;
        }

        return null;
    }
}
