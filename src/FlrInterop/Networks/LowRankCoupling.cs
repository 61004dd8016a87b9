using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>A coupling U Vᵀ of low rank, kept as its two factors: O(N · rank) memory and work.</summary>
public sealed class LowRankCoupling : Coupling
{
    /// <summary>A coupling from its factors, which are not copied; no factor 1/N is added.</summary>
    /// <param name="left">U, shape (units, rank), finite.</param>
    /// <param name="right">V, shape (units, rank), finite.</param>
    /// <exception cref="ShapeException">The factors differ in shape.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public LowRankCoupling(NdArray<double> left, NdArray<double> right)
        : base(Rows(left))
    {
        ArgumentNullException.ThrowIfNull(right);
        Require.Shape(right.Shape, nameof(right), "(units, rank)", left.Shape);
        Require.AtLeast(left.Shape[1], 1, "rank");
        Require.AllFinite(left.Span, nameof(left));
        Require.AllFinite(right.Span, nameof(right));
        Left = left;
        Right = right;
    }

    /// <summary>U, shape (units, rank), float64.</summary>
    public NdArray<double> Left { get; }

    /// <summary>V, shape (units, rank), float64.</summary>
    public NdArray<double> Right { get; }

    /// <summary>The number of columns of each factor.</summary>
    public int Rank => Left.Shape[1];

    /// <inheritdoc/>
    public override string Kind => "low-rank";

    /// <inheritdoc/>
    public override long Bytes => 2L * Left.Length * sizeof(double);

    /// <inheritdoc/>
    public override long MultiplyAdds => 2L * Units * Rank;

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result)
    {
        double[] amplitude = new double[Rank];
        for (int j = 0; j < state.Length; j++)
            TensorPrimitives.MultiplyAdd(Right.Row(j), state[j], amplitude, amplitude);
        for (int i = 0; i < result.Length; i++)
            result[i] += TensorPrimitives.Dot(Left.Row(i), amplitude);
    }

    internal override void AddTo(Span<double> weights)
    {
        ReadOnlySpan<double> left = Left.Span, right = Right.Span;
        for (int i = 0; i < Units; i++)
        {
            for (int j = 0; j < Units; j++)
                weights[(i * Units) + j] += TensorPrimitives.Dot(left.Slice(i * Rank, Rank), right.Slice(j * Rank, Rank));
        }
    }

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values)
    {
        ReadOnlySpan<double> left = Left.Row(row), right = Right.Span;
        for (int at = 0; at < columns.Length; at++)
            values[at] += TensorPrimitives.Dot(left, right.Slice(columns[at] * Rank, Rank));
    }

    internal override Coupling Scale(double factor) => new LowRankCoupling(Scaled(Left, factor), Right);

    private static int Rows(NdArray<double> left)
    {
        ArgumentNullException.ThrowIfNull(left);
        Require.Shape(left.Shape, nameof(left), "(units, rank)", -1, -1);
        return left.Shape[0];
    }
}
