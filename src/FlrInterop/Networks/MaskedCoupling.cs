namespace FlrInterop;

/// <summary>
/// A coupling of which only some connections exist, J ∘ M: the others are exactly 0, and learning never makes them. Made by
/// <see cref="Coupling.Masked"/>.
/// </summary>
/// <remarks>
/// Where at most a quarter of all connections exist, their weights lie in compressed rows whose pattern is the mask itself: 12 bytes a
/// connection, and a product that touches no other. Above that the weights lie in a matrix with exact zeros beside one byte a
/// connection, 9 N² bytes: a product in compressed rows would then take longer than one with the whole matrix. A low-rank coupling under
/// a mask of few connections is read one connection at a time and never made a matrix.
/// </remarks>
public sealed class MaskedCoupling : Coupling
{
    /// <summary>A coupling from the compressed rows of the connections that exist, weights of 0 among them; nothing is copied.</summary>
    /// <param name="existing">The connections.</param>
    public MaskedCoupling(SparseCoupling existing)
        : base((existing ?? throw new ArgumentNullException(nameof(existing))).Units)
    {
        Held = existing;
        Weights = existing.Weights;
        Existing = existing.Weights.Length;
    }

    /// <summary>A coupling from a matrix and a mask, neither of which is copied.</summary>
    /// <param name="weights">J, shape (units, units), weights [post, pre], finite, 0 where the mask is.</param>
    /// <param name="mask">The connections that exist, shape (units, units): 0 where there is none.</param>
    /// <exception cref="ShapeException">The shapes are not square or differ.</exception>
    /// <exception cref="ParameterException">A weight is not finite, or there is one where there is no connection.</exception>
    public MaskedCoupling(NdArray<double> weights, NdArray<byte> mask)
        : this(new DenseCoupling(weights), mask)
    {
    }

    private MaskedCoupling(DenseCoupling weights, NdArray<byte> mask)
        : base(weights.Units)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask = Connectivity.CheckedMask(weights, mask);
        Held = weights;
        Weights = weights.Weights;
        Existing = mask.Length - mask.Span.Count((byte)0);
    }

    /// <summary>The weights, float64: shape (units, units) beside a <see cref="Mask"/>, else of the existing connections only, shape (existing,).</summary>
    public NdArray<double> Weights { get; }

    /// <summary>0 where there is no connection, shape (units, units), uint8; null where only the existing ones are held.</summary>
    public NdArray<byte>? Mask { get; }

    /// <summary>Where each row of existing connections begins, shape (units + 1,), int32; null beside a <see cref="Mask"/>.</summary>
    public NdArray<int>? Offsets => (Held as SparseCoupling)?.Offsets;

    /// <summary>The presynaptic unit of each existing connection, shape (existing,), int32; null beside a <see cref="Mask"/>.</summary>
    public NdArray<int>? Columns => (Held as SparseCoupling)?.Columns;

    /// <summary>The number of connections that exist.</summary>
    public int Existing { get; }

    /// <inheritdoc/>
    public override string Kind => "masked";

    /// <inheritdoc/>
    public override long Bytes => Held.Bytes + (Mask?.Length ?? 0);

    /// <inheritdoc/>
    public override long MultiplyAdds => Held.MultiplyAdds;

    /// <summary>The numbers alone, dense or sparse: what a product is made of.</summary>
    internal Coupling Held { get; }

    internal override bool IsMasked => true;

    internal override bool IsHeldWhole => Held.IsHeldWhole;

    /// <inheritdoc/>
    public override NdArray<double> Dense() => Held.Dense();

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result) => Held.AddProduct(state, result);

    internal override void AddTo(Span<double> weights) => Held.AddTo(weights);

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values) => Held.AddEntries(row, columns, values);

    internal override ReadOnlySpan<int> StoredColumns(int row, Span<int> room) => Held.StoredColumns(row, room);

    internal override void ClearMissing(int row, Span<byte> exists)
    {
        if (Mask is not null)
        {
            ReadOnlySpan<byte> mask = Mask.Row(row);
            for (int j = 0; j < exists.Length; j++)
                exists[j] = mask[j] == 0 ? (byte)0 : exists[j];
            return;
        }

        int from = 0;
        foreach (int column in Held.StoredColumns(row, default))
        {
            exists[from..column].Clear();
            from = column + 1;
        }

        exists[from..].Clear();
    }

    internal override Coupling Scale(double factor)
        => Held.Scale(factor) is DenseCoupling dense ? new MaskedCoupling(dense, Mask!) : new MaskedCoupling((SparseCoupling)Held.Scale(factor));
}
