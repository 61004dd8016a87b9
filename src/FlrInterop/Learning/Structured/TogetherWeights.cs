namespace FlrInterop.Learning;

/// <summary>The one J of maps that learn together, whatever way it is held.</summary>
internal abstract class TogetherWeights : IDisposable
{
    /// <summary>J as a rule may look at it, shape (units · units,); empty where there is no matrix.</summary>
    public virtual ReadOnlySpan<double> Seen => default;

    /// <summary>u = J x of every map of a block.</summary>
    public abstract void Product(TogetherBlock block);

    /// <summary>J ← c J + g yᵀ, as one map has taught it, or J + the change of every weight.</summary>
    public abstract void Learn(int teacher, in TogetherUpdate update);

    /// <summary>Puts what has been learned in its place.</summary>
    public abstract void Copy(LearnedMemory learned);

    public abstract void Dispose();
}

/// <summary>What a rule has said of the map that teaches: g, c and y, each shape (units,), or the change of every weight where that is its form.</summary>
internal readonly ref struct TogetherUpdate
{
    public required ReadOnlySpan<double> Growth { get; init; }

    public required ReadOnlySpan<double> Keep { get; init; }

    public required ReadOnlySpan<double> Presynaptic { get; init; }

    public required ReadOnlySpan<double> Change { get; init; }
}
