using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>A coupling held as a full matrix.</summary>
public sealed class DenseCoupling : Coupling
{
    /// <summary>A coupling from its matrix, which is not copied.</summary>
    /// <param name="weights">J, shape (units, units), weights [post, pre], finite.</param>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    /// <exception cref="ParameterException">A weight is not finite.</exception>
    public DenseCoupling(NdArray<double> weights)
        : base(SquareSide(weights))
    {
        Require.AllFinite(weights.Span, "coupling");
        Weights = weights;
    }

    /// <summary>J, shape (units, units), float64, weights [post, pre].</summary>
    public NdArray<double> Weights { get; }

    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    public override long Bytes => (long)Weights.Length * sizeof(double);

    /// <inheritdoc/>
    public override long MultiplyAdds => (long)Units * Units;

    /// <inheritdoc/>
    public override NdArray<double> Dense() => Weights;

    internal override bool IsHeldWhole => true;

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result)
    {
        ReadOnlySpan<double> weights = Weights.Span;
        for (int i = 0; i < result.Length; i++)
            result[i] += TensorPrimitives.Dot(weights.Slice(i * Units, Units), state);
    }

    internal override void AddTo(Span<double> weights) => TensorPrimitives.Add(weights, Weights.Span, weights);

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values)
    {
        ReadOnlySpan<double> weights = Weights.Row(row);
        for (int at = 0; at < columns.Length; at++)
            values[at] += weights[columns[at]];
    }

    internal override Coupling Scale(double factor) => new DenseCoupling(Scaled(Weights, factor));

    private static int SquareSide(NdArray<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Rank != 2 || weights.Shape[0] != weights.Shape[1])
            throw new ShapeException($"coupling has shape {NdShape.Text(weights.Shape)}, expected a square matrix (units, units), weights [post, pre]");
        return weights.Shape[0];
    }
}
