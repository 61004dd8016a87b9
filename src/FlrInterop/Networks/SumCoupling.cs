namespace FlrInterop;

/// <summary>A sum of couplings, each kept in its own structure.</summary>
public sealed class SumCoupling : Coupling
{
    private readonly Coupling[] _parts;

    /// <summary>The sum of the parts, in their order.</summary>
    /// <param name="parts">One coupling or more, of the same number of units; sums among them are opened.</param>
    /// <exception cref="ShapeException">The numbers of units differ.</exception>
    public SumCoupling(params ReadOnlySpan<Coupling> parts)
        : base(parts.Length == 0 ? throw new ShapeException("a sum was given no parts, expected one coupling or more") : parts[0].Units)
    {
        var opened = new List<Coupling>();
        foreach (Coupling part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
            if (part.Units != Units)
                throw new ShapeException($"a coupling of {part.Units} units was added to one of {Units}, expected equal numbers");
            if (part is SumCoupling sum)
                opened.AddRange(sum._parts);
            else
                opened.Add(part);
        }

        _parts = [.. opened];
    }

    /// <summary>The parts, none of them a sum.</summary>
    public IReadOnlyList<Coupling> Parts => _parts;

    /// <inheritdoc/>
    public override string Kind => "sum";

    /// <inheritdoc/>
    public override long Bytes => _parts.Sum(part => part.Bytes);

    /// <inheritdoc/>
    public override long MultiplyAdds => _parts.Sum(part => part.MultiplyAdds);

    /// <summary>A connection is missing where every part leaves it out.</summary>
    internal override bool IsMasked => Array.TrueForAll(_parts, part => part.IsMasked);

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result)
    {
        foreach (Coupling part in _parts)
            part.AddProduct(state, result);
    }

    internal override void AddTo(Span<double> weights)
    {
        foreach (Coupling part in _parts)
            part.AddTo(weights);
    }

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values)
    {
        foreach (Coupling part in _parts)
            part.AddEntries(row, columns, values);
    }

    internal override void ClearMissing(int row, Span<byte> exists)
    {
        if (!IsMasked)
            return;
        byte[] before = exists.ToArray(), own = new byte[Units];
        exists.Clear();
        foreach (Coupling part in _parts)
        {
            before.CopyTo(own.AsSpan());
            part.ClearMissing(row, own);
            for (int j = 0; j < own.Length; j++)
                exists[j] |= own[j];
        }
    }

    internal override Coupling Scale(double factor) => new SumCoupling([.. _parts.Select(part => part.Scale(factor))]);
}
