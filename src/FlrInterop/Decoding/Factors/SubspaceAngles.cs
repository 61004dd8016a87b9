using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>Principal angles between two spaces, each spanned by the columns of a matrix.</summary>
/// <remarks>Björck &amp; Golub, Math. Comp. 27 (1973), doi 10.1090/S0025-5718-1973-0348991-3: cosines for large angles, sines for small ones.</remarks>
public static class SubspaceAngles
{
    /// <summary>The principal angles.</summary>
    /// <param name="first">A basis, shape (units, p), of full column rank.</param>
    /// <param name="second">A basis, shape (units, q), of full column rank.</param>
    /// <returns>Angles in degrees, 0 … 90, ascending, shape (min(p, q),), float64.</returns>
    /// <exception cref="ShapeException">The numbers of units differ, or a basis has more columns than units.</exception>
    /// <exception cref="ParameterException">A number is not finite, or a basis has columns that depend on each other.</exception>
    public static NdArray<double> Between(NdArray<double> first, NdArray<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Require.Shape(first.Shape, nameof(first), "(units, p)", -1, -1);
        Require.Shape(second.Shape, nameof(second), "(units, q)", first.Shape[0], -1);
        Matrix<double> a = Orthonormal(first, nameof(first)), b = Orthonormal(second, nameof(second));
        if (a.ColumnCount < b.ColumnCount)
            (a, b) = (b, a);
        Matrix<double> overlap = a.TransposeThisAndMultiply(b);
        double[] cosines = [.. overlap.Svd().S];
        double[] sines = [.. (b - (a * overlap)).Svd().S.Reverse()];
        double[] degrees = new double[b.ColumnCount];
        for (int i = 0; i < degrees.Length; i++)
        {
            double radians = cosines[i] * cosines[i] > 0.5 ? Math.Asin(Math.Min(1, sines[i])) : Math.Acos(Math.Min(1, cosines[i]));
            degrees[i] = radians * 180 / Math.PI;
        }

        return NdArray<double>.Copy(degrees, degrees.Length);
    }

    private static Matrix<double> Orthonormal(NdArray<double> basis, string what)
    {
        const double dependent = 1e-12;
        Require.AllFinite(basis.Span, what);
        Require.AtLeast(basis.Shape[1], 1, $"the number of columns of {what}");
        if (basis.Shape[1] > basis.Shape[0])
            throw new ShapeException($"{what} has shape {NdShape.Text(basis.Shape)}, expected no more columns than units");
        var svd = basis.ToMatrix().Svd();
        if (svd.S[^1] <= dependent * svd.S[0])
            throw Require.Refused($"the rank of {what}", svd.Rank, $"{basis.Shape[1]}, the number of its columns");
        return svd.U.SubMatrix(0, basis.Shape[0], 0, basis.Shape[1]);
    }
}
