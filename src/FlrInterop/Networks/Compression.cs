using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>Merges the low-rank parts of a coupling and leaves out what a tolerance allows: QR of both factors, then the singular values of a small matrix.</summary>
/// <remarks>
/// U Vᵀ = Q_U (R_U R_Vᵀ) Q_Vᵀ, and the singular values of the matrix in brackets, of the size of the rank, are those of U Vᵀ. Leaving out
/// the smallest ones changes J by the root of the sum of their squares. O(N rank²), and no matrix of N² numbers.
/// </remarks>
internal static class Compression
{
    /// <summary>What <see cref="Coupling.Compressed"/> and a learned coupling leave out at most, relative to the norm of J.</summary>
    public const double StandardTolerance = 1e-12;

    private const double UnitRoundoff = 1.0 / (1L << 52);

    public static Coupling Apply(Coupling coupling, double tolerance)
    {
        IReadOnlyList<Coupling> parts = coupling is SumCoupling sum ? sum.Parts : [coupling];
        LowRankCoupling[] lowRank = [.. parts.OfType<LowRankCoupling>()];
        Coupling[] others = [.. parts.Where(part => part is not LowRankCoupling)];
        if (lowRank.Sum(part => part.Rank) <= 1)
            return coupling;
        LowRankCoupling merged = lowRank.Length == 1 ? lowRank[0] : SideBySide(lowRank);
        if (Shortened(merged, others, tolerance) is not { } shorter)
            return lowRank.Length == 1 ? coupling : Joined(merged, others);
        return Joined(shorter, others);
    }

    private static Coupling Joined(LowRankCoupling lowRank, Coupling[] others) => others.Length == 0 ? lowRank : new SumCoupling([lowRank, .. others]);

    /// <summary>The factors with fewer columns; null where all are needed.</summary>
    private static LowRankCoupling? Shortened(LowRankCoupling lowRank, Coupling[] others, double tolerance)
    {
        (Matrix<double>? leftBase, Matrix<double> left) = Thin(lowRank.Left.ToMatrix());
        (Matrix<double>? rightBase, Matrix<double> right) = Thin(lowRank.Right.ToMatrix());
        Svd<double> small;
        try
        {
            small = left.TransposeAndMultiply(right).Svd();
        }
        catch (NonConvergenceException)
        {
            // Then all columns are kept, which is as right and takes more memory.
            return null;
        }

        // Of a sum whose parts nearly cancel no more is known than the rounding of its parts.
        double rounding = UnitRoundoff * lowRank.Rank * left.FrobeniusNorm() * right.FrobeniusNorm();
        double allowed = Math.Max(tolerance * CouplingNorm.AtLeast(lowRank, small.S.L2Norm(), others), rounding);
        int kept = small.S.Count;
        for (double out2 = 0; kept > 0; kept--)
        {
            out2 += small.S[kept - 1] * small.S[kept - 1];
            if (Math.Sqrt(out2) > allowed)
                break;
        }

        kept = Math.Max(1, kept);
        if (kept >= lowRank.Rank)
            return null;
        Matrix<double> u = small.U.SubMatrix(0, small.U.RowCount, 0, kept), v = small.VT.SubMatrix(0, kept, 0, small.VT.ColumnCount).Transpose();
        for (int r = 0; r < kept; r++)
            u.SetColumn(r, u.Column(r) * small.S[r]);
        return new LowRankCoupling((leftBase is null ? u : leftBase * u).ToNdArray(), (rightBase is null ? v : rightBase * v).ToNdArray());
    }

    /// <summary>Q and R; no Q, and the factor itself, where it has more columns than units.</summary>
    private static (Matrix<double>? Base, Matrix<double> Triangle) Thin(Matrix<double> factor)
    {
        if (factor.ColumnCount > factor.RowCount)
            return (null, factor);
        QR<double> found = factor.QR(QRMethod.Thin);
        return (found.Q, found.R);
    }

    private static LowRankCoupling SideBySide(LowRankCoupling[] parts)
    {
        int units = parts[0].Units, rank = parts.Sum(part => part.Rank);
        NdArray<double> left = NdArray<double>.Create(out Span<double> u, units, rank);
        NdArray<double> right = NdArray<double>.Create(out Span<double> v, units, rank);
        int first = 0;
        foreach (LowRankCoupling part in parts)
        {
            for (int i = 0; i < units; i++)
            {
                part.Left.Span.Slice(i * part.Rank, part.Rank).CopyTo(u[((i * rank) + first)..]);
                part.Right.Span.Slice(i * part.Rank, part.Rank).CopyTo(v[((i * rank) + first)..]);
            }

            first += part.Rank;
        }

        return new LowRankCoupling(left, right);
    }
}
