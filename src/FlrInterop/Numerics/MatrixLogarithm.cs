using System.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Numerics;

/// <summary>The principal logarithm of a real matrix by inverse scaling and squaring: it does not ask for a full set of eigenvectors.</summary>
/// <remarks>
/// Square roots by the product form of the Denman–Beavers iteration until ‖X − 1‖ ≤ ¼, then the Padé approximant of degree 8 as a sum of
/// partial fractions over Gauss–Legendre points. Higham, Functions of Matrices (2008), chapters 6 and 11, doi 10.1137/1.9780898717778.
/// </remarks>
internal static class MatrixLogarithm
{
    private const double CloseToOne = 0.25;
    private const int Degree = 8;
    private const int MostRoots = 60;
    private const int MostIterations = 60;

    /// <summary>log M, or the eigenvalue on the closed negative axis that forbids a real one.</summary>
    public static Matrix<double>? Of(Matrix<double> matrix, out double forbidden)
    {
        int size = matrix.RowCount;
        forbidden = 0;
        foreach (Complex value in Eigenvalues.Of(matrix))
        {
            if (value.Real <= 0 && Math.Abs(value.Imaginary) <= 1e-12 * Math.Max(1, Math.Abs(value.Real)))
            {
                forbidden = value.Real;
                return null;
            }
        }

        Matrix<double> one = Matrix<double>.Build.DenseIdentity(size), root = matrix;
        int roots = 0;
        for (; roots < MostRoots && (root - one).L1Norm() > CloseToOne; roots++)
            root = SquareRoot(root, one);
        Matrix<double> difference = root - one, sum = Matrix<double>.Build.Dense(size, size);
        var points = new GaussLegendreRule(0, 1, Degree);
        for (int k = 0; k < Degree; k++)
            sum += points.Weights[k] * (one + (points.Abscissas[k] * difference)).Solve(difference);
        return sum * Math.Pow(2, roots);
    }

    private static Matrix<double> SquareRoot(Matrix<double> matrix, Matrix<double> one)
    {
        Matrix<double> root = matrix, product = matrix;
        double before = double.PositiveInfinity;
        for (int k = 0; k < MostIterations; k++)
        {
            Matrix<double> inverse = product.Inverse();
            root = root * (one + inverse) / 2;
            product = (one + ((product + inverse) / 2)) / 2;
            double left = (product - one).L1Norm();
            const double rounding = 1e-14;
            if (left <= rounding || (left < 1e-7 && left >= before))
                break;
            before = left;
        }

        return root;
    }
}
