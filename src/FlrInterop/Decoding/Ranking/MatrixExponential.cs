using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>e^A by a diagonal Padé approximant of degree 6 with scaling and squaring.</summary>
/// <remarks>Moler &amp; Van Loan, SIAM Review 45 (2003), doi 10.1137/S00361445024180.</remarks>
internal static class MatrixExponential
{
    private const int Degree = 6;

    /// <summary>The exponential; where the entries are too large for it, NaN or infinite ones.</summary>
    public static Matrix<double> Of(Matrix<double> matrix)
    {
        double norm = matrix.InfinityNorm();
        int squarings = norm > 0.5 && double.IsFinite(norm) ? Math.Max(0, (int)Math.Ceiling(Math.Log2(norm)) + 1) : 0;
        Matrix<double> scaled = matrix * Math.ScaleB(1, -squarings);
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(matrix.RowCount), power = one, over = one, under = one;
        double coefficient = 1;
        for (int k = 1; k <= Degree; k++)
        {
            coefficient *= (Degree - k + 1.0) / (k * ((2 * Degree) - k + 1));
            power *= scaled;
            over += power * coefficient;
            under += power * (k % 2 == 0 ? coefficient : -coefficient);
        }

        Matrix<double> result = under.Solve(over);
        for (int k = 0; k < squarings; k++)
            result *= result;
        return result;
    }
}
