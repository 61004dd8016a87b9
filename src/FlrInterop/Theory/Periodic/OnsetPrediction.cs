namespace FlrInterop;

/// <summary>When a rhythm that is taught begins to go on by itself.</summary>
public sealed class OnsetPrediction
{
    /// <summary>ε t at which the network without input first oscillates by itself, shape (maps,), float64; NaN where it never does, and the status says so.</summary>
    public required NdArray<double> Time { get; init; }

    /// <summary>The same with the activity kept as it is before learning, shape (maps,), float64: about twice as long, for activity grows while it learns.</summary>
    public required NdArray<double> Frozen { get; init; }

    /// <summary>The angular frequency at onset, per τ, shape (maps,), float64.</summary>
    public required NdArray<double> Frequency { get; init; }

    /// <summary>The estimator of the susceptibility.</summary>
    public required string Estimator { get; init; }

    /// <summary>"completed", or which map has no onset.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map.</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
