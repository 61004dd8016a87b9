namespace FlrInterop;

/// <summary>A coupling of every unit with itself only: what is taken off a low-rank coupling to clear its diagonal.</summary>
public sealed class DiagonalCoupling : Coupling
{
    /// <summary>A coupling from its diagonal, which is not copied.</summary>
    /// <param name="weights">The self-couplings, shape (units,), finite.</param>
    /// <exception cref="ShapeException">Not one axis.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public DiagonalCoupling(NdArray<double> weights)
        : base(Count(weights))
    {
        Require.AllFinite(weights.Span, "diagonal");
        Weights = weights;
    }

    /// <summary>The self-couplings, shape (units,), float64.</summary>
    public NdArray<double> Weights { get; }

    /// <inheritdoc/>
    public override string Kind => "diagonal";

    /// <inheritdoc/>
    public override long Bytes => (long)Weights.Length * sizeof(double);

    /// <inheritdoc/>
    public override long MultiplyAdds => Units;

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result)
        => System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(Weights.Span, state, result, result);

    internal override void AddTo(Span<double> weights)
    {
        for (int i = 0; i < Units; i++)
            weights[(i * Units) + i] += Weights[i];
    }

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values)
    {
        int at = columns.BinarySearch(row);
        if (at >= 0)
            values[at] += Weights[row];
    }

    internal override ReadOnlySpan<int> StoredColumns(int row, Span<int> room)
    {
        room[0] = row;
        return room[..1];
    }

    internal override Coupling Scale(double factor) => new DiagonalCoupling(Scaled(Weights, factor));

    private static int Count(NdArray<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Require.Shape(weights.Shape, "diagonal", "(units,)", -1);
        return weights.Length;
    }
}
