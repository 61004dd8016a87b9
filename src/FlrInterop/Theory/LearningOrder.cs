namespace FlrInterop;

/// <summary>In which order to learn maps in one network, one after another, and how long each is predicted to take at its turn.</summary>
public sealed class LearningOrder
{
    /// <summary>The maps in their order, shape (maps,), int32.</summary>
    public required NdArray<int> Order { get; init; }

    /// <summary>ε times the time that each takes at its turn, shape (maps,), float64, in τ; NaN where it does not reach the threshold: what it has learned until then stays.</summary>
    public required NdArray<double> Time { get; init; }

    /// <summary>The sum of the times, in τ per unit ε; NaN where one is.</summary>
    public required double TotalTime { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The overlap at which a map counts as learned and the next one's turn comes.</summary>
    public required double Threshold { get; init; }

    /// <summary>Random orders to compare with, shape (orders, maps), int32; null where none were asked for.</summary>
    public NdArray<int>? RandomOrders { get; init; }

    /// <summary>The total times of the random orders, shape (orders,), float64, in τ per unit ε; NaN where a map does not reach the threshold; null as above.</summary>
    public NdArray<double>? RandomTimes { get; init; }

    /// <summary>"completed", or what is to be said of the first map at whose turn something is.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
