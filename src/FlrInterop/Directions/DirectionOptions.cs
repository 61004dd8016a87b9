namespace FlrInterop;

/// <summary>What the directions of fastest learning must obey.</summary>
public sealed record DirectionOptions
{
    private readonly double? _novelty;

    /// <summary>What is already known, shape (vectors, units): directions are orthogonal to all of these; null for nothing.</summary>
    public NdArray<double>? OrthogonalTo { get; init; }

    /// <summary>A manifold, shape (vectors, units): directions are sums of these; null for the whole space.</summary>
    public NdArray<double>? Within { get; init; }

    /// <summary>The weights of a readout, shape (readouts, units): directions are those that it can tell apart, sums of these; null for any.</summary>
    public NdArray<double>? Readout { get; init; }

    /// <summary>The angle from <see cref="NoveltyFrom"/>, in degrees, above 0 and up to 90; null for any.</summary>
    public double? Novelty
    {
        get => _novelty;
        init => _novelty = value is not double angle || angle is > 0 and <= 90 ? value : throw Require.Refused("novelty", angle, "an angle above 0 and up to 90 degrees");
    }

    /// <summary>What novelty is measured from, shape (units,); null for the mean activity of an evoked source.</summary>
    public NdArray<double>? NoveltyFrom { get; init; }

    /// <summary>The estimator of the susceptibility; null for "equal-time" (activity) or "linearised" (network).</summary>
    public string? Estimator { get; init; }
}
