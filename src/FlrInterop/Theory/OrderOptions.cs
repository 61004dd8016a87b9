namespace FlrInterop;

/// <summary>How to look for the order of learning.</summary>
public sealed record OrderOptions
{
    private readonly double _threshold = 0.8;
    private readonly int _randomOrders;
    private readonly int? _threads;

    /// <summary>The overlap ξᵀx / N at which a map counts as learned and the next one's turn comes.</summary>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = Require.Finite(value, "threshold");
    }

    /// <summary>How many random orders to predict the times of as well, to compare with, 0 or more.</summary>
    public int RandomOrders
    {
        get => _randomOrders;
        init => _randomOrders = Require.AtLeast(value, 0, "random_orders");
    }

    /// <summary>The key of the random orders.</summary>
    public Seed Seed { get; init; }

    /// <summary>Threads for the random orders, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }
}
