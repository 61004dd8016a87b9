using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>
/// The axes in which a covariance is 1: what a matrix C(τ) C(0)⁻¹ is best computed in. Axes without variance (fewer samples than
/// units, silent units) are left out, so that C(0)⁻¹ is the inverse where the activity has been.
/// </summary>
internal sealed class WhiteAxes
{
    private const double Smallest = 1e-12;

    public WhiteAxes(Matrix<double> covariance)
    {
        int units = covariance.RowCount;
        Evd<double> axes = ((covariance + covariance.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        double largest = axes.EigenValues[units - 1].Real;
        int[] kept = largest > 0 ? [.. Enumerable.Range(0, units).Where(k => axes.EigenValues[k].Real > Smallest * largest)] : [];
        Rank = kept.Length;
        if (Rank == 0)
            throw new ParameterException("the covariance is 0, expected activity that varies");
        Into = Matrix<double>.Build.Dense(Rank, units, (k, i) => axes.EigenVectors[i, kept[k]] / Math.Sqrt(axes.EigenValues[kept[k]].Real));
        Back = Matrix<double>.Build.Dense(units, Rank, (i, k) => axes.EigenVectors[i, kept[k]] * Math.Sqrt(axes.EigenValues[kept[k]].Real));
    }

    /// <summary>The axes with variance.</summary>
    public int Rank { get; }

    /// <summary>C(0)^{−½}, shape (rank, units).</summary>
    public Matrix<double> Into { get; }

    /// <summary>C(0)^{½}, shape (units, rank).</summary>
    public Matrix<double> Back { get; }

    /// <summary>C(0)^{−½} M C(0)^{−½}.</summary>
    public Matrix<double> Whiten(Matrix<double> matrix) => Into * matrix.TransposeAndMultiply(Into);

    /// <summary>C(0)^{½} M C(0)^{−½}: M stands for M C(0)⁻¹ in the units' own axes.</summary>
    public Matrix<double> Restore(Matrix<double> white) => Back * white * Into;

    public Assumption FullRank(int units)
        => new("the covariance is invertible", FormattableString.Invariant($"rank {Rank} of {units}"), Rank == units);
}
