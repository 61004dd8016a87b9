using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>Directions that maximise ξᵀSξ: leading axes of S in a subspace, or at a fixed angle from a vector.</summary>
internal static class DirectionSearch
{
    /// <summary>The leading axes, the largest first.</summary>
    public static List<Vector<double>> Leading(Matrix<double> form, Matrix<double> basis, int count)
    {
        Evd<double> axes = (basis.TransposeThisAndMultiply(form) * basis).Evd(Symmetricity.Symmetric);
        int rank = basis.ColumnCount;
        return [.. Enumerable.Range(0, Math.Min(count, rank)).Select(k => basis * axes.EigenVectors.Column(rank - 1 - k))];
    }

    /// <summary>ξ = cos θ e + sin θ v: v one after another, each orthogonal to those before and the best that is left.</summary>
    public static List<Vector<double>> AtAngle(Matrix<double> form, Matrix<double> basis, Vector<double> from, double degrees, int count)
    {
        double cosine = Math.Cos(degrees * Math.PI / 180), sine = Math.Sin(degrees * Math.PI / 180);
        Vector<double> reference = from / from.L2Norm();
        Matrix<double>? free = DirectionSpace.Without(basis, reference);
        var found = new List<Vector<double>>();
        while (found.Count < count && free is not null)
        {
            Vector<double> turned = Best(free.TransposeThisAndMultiply(form) * free, free.TransposeThisAndMultiply(form * reference) * (cosine / sine));
            Vector<double> side = free * turned;
            found.Add((cosine * reference) + (sine * side));
            free = DirectionSpace.Without(free, side);
        }

        return found;
    }

    /// <summary>The unit v that maximises vᵀSv + 2bᵀv: (μ − S) v = b with μ above S's largest eigenvalue and |v| = 1.</summary>
    private static Vector<double> Best(Matrix<double> form, Vector<double> pull)
    {
        Evd<double> axes = form.Evd(Symmetricity.Symmetric);
        Vector<double> values = axes.EigenValues.Real(), along = axes.EigenVectors.TransposeThisAndMultiply(pull);
        double top = values.Maximum(), low = top, high = top + pull.L2Norm() + 1;
        if (pull.L2Norm() <= 1e-14 * Math.Max(1, Math.Abs(top)))
            return axes.EigenVectors.Column(values.MaximumIndex());
        for (int k = 0; k < 200 && high - low > 1e-15 * Math.Max(1, Math.Abs(high)); k++)
        {
            double middle = (low + high) / 2, length = 0;
            for (int i = 0; i < values.Count; i++)
                length += Math.Pow(along[i] / (middle - values[i]), 2);
            (low, high) = length > 1 ? (middle, high) : (low, middle);
        }

        Vector<double> best = Vector<double>.Build.Dense(values.Count, i => along[i] == 0 ? 0 : along[i] / (high - values[i]));

        // Where the pull has no part along the leading axis the length cannot reach 1 by it alone: the axis makes up the rest.
        double rest = 1 - best.DotProduct(best);
        if (rest > 1e-6)
            best[values.MaximumIndex()] += Math.Sqrt(rest);
        return axes.EigenVectors * (best / best.L2Norm());
    }
}
