namespace FlrInterop.Numerics;

/// <summary>A vector of 64-bit places that each hold one 32-bit word of a random number generator in the low half; what is above is ignored.</summary>
/// <typeparam name="W">The register.</typeparam>
internal unsafe interface IWords<W>
    where W : unmanaged
{
    /// <summary>Places in a register.</summary>
    static abstract int Width { get; }

    static abstract W Broadcast(ulong value);

    /// <summary>first, first + 1, … one a place.</summary>
    static abstract W Ascending(ulong first);

    /// <summary>The 64-bit product of the low halves.</summary>
    static abstract W MultiplyLow(W a, W b);

    /// <summary>The high half, moved to the low one.</summary>
    static abstract W High(W a);

    static abstract W Xor(W a, W b, W c);

    static abstract void Store(ulong* place, W words);

    /// <summary>Stores the low halves of the first, then of the second, side by side.</summary>
    static abstract void StoreNarrow(uint* place, W first, W second);
}
