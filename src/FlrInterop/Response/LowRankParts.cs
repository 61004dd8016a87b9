using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>A coupling seen as diag(d) + U Vᵀ, where its structure is that; made of its parts' factors side by side.</summary>
internal sealed class LowRankParts
{
    private LowRankParts(int units, double[] diagonal, Matrix<double> left, Matrix<double> right)
    {
        Units = units;
        Diagonal = diagonal;
        Left = left;
        Right = right;
    }

    public int Units { get; }

    public double[] Diagonal { get; }

    public Matrix<double> Left { get; }

    public Matrix<double> Right { get; }

    public int Rank => Left.ColumnCount;

    /// <summary>The parts, or null where one part is neither low rank nor diagonal.</summary>
    public static LowRankParts? Of(Coupling coupling)
    {
        IReadOnlyList<Coupling> parts = coupling is SumCoupling sum ? sum.Parts : [coupling];
        double[] diagonal = new double[coupling.Units];
        Matrix<double>? left = null, right = null;
        foreach (Coupling part in parts)
        {
            switch (part)
            {
                case LowRankCoupling lowRank:
                    left = left is null ? lowRank.Left.ToMatrix() : left.Append(lowRank.Left.ToMatrix());
                    right = right is null ? lowRank.Right.ToMatrix() : right.Append(lowRank.Right.ToMatrix());
                    break;
                case DiagonalCoupling own:
                    own.AddProduct(Enumerable.Repeat(1.0, own.Units).ToArray(), diagonal);
                    break;
                default:
                    return null;
            }
        }

        return left is null ? null : new LowRankParts(coupling.Units, diagonal, left, right!);
    }
}
