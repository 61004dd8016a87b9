using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>The subspace that constraints leave, as an orthonormal basis of columns.</summary>
internal static class DirectionSpace
{
    private const double Zero = 1e-9;

    public static Matrix<double> Of(int units, DirectionOptions options)
    {
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(units), forbidden = Matrix<double>.Build.Dense(units, units);
        if (options.OrthogonalTo is not null)
            forbidden += Projector(options.OrthogonalTo, units, "orthogonal_to");
        if (options.Within is not null)
            forbidden += one - Projector(options.Within, units, "within");
        if (options.Readout is not null)
            forbidden += one - Projector(options.Readout, units, "readout");
        Evd<double> axes = ((forbidden + forbidden.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        int[] free = [.. Enumerable.Range(0, units).Where(k => axes.EigenValues[k].Real < Zero)];
        return free.Length == 0
            ? throw new ParameterException("the constraints leave no direction, expected one or more")
            : Matrix<double>.Build.Dense(units, free.Length, (i, k) => axes.EigenVectors[i, free[k]]);
    }

    /// <summary>The columns of a basis that are orthogonal to a vector.</summary>
    public static Matrix<double>? Without(Matrix<double> basis, Vector<double> vector)
    {
        Vector<double> inside = basis.TransposeThisAndMultiply(vector);
        double length = inside.L2Norm();
        if (length < Zero)
            return basis;
        if (basis.ColumnCount == 1)
            return null;
        inside /= length;

        // A reflection that turns the vector into the first axis; the other axes are what is left.
        Vector<double> mirror = inside.Clone();
        mirror[0] += inside[0] >= 0 ? 1 : -1;
        Matrix<double> reflection = Matrix<double>.Build.DenseIdentity(inside.Count) - (2 / mirror.DotProduct(mirror) * mirror.OuterProduct(mirror));
        return basis * reflection.SubMatrix(0, inside.Count, 1, inside.Count - 1);
    }

    /// <summary>Onto the span of the rows.</summary>
    private static Matrix<double> Projector(NdArray<double> rows, int units, string what)
    {
        Require.Shape(rows.Shape, what, "(vectors, units)", -1, units);
        Require.AllFinite(rows.Span, what);
        Evd<double> axes = rows.ToMatrix().TransposeThisAndMultiply(rows.ToMatrix()).Evd(Symmetricity.Symmetric);
        double largest = axes.EigenValues[units - 1].Real;
        Matrix<double> projector = Matrix<double>.Build.Dense(units, units);
        for (int k = 0; k < units; k++)
        {
            if (axes.EigenValues[k].Real > 1e-12 * largest && largest > 0)
                projector += axes.EigenVectors.Column(k).OuterProduct(axes.EigenVectors.Column(k));
        }

        return projector;
    }
}
