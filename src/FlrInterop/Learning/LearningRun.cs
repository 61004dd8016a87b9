namespace FlrInterop;

/// <summary>The course of learning. Where a map ends early (diverged, cancelled) its later records are NaN, and its status says so.</summary>
public sealed class LearningRun
{
    /// <summary>The times of the records, shape (times,), float64, in τ from the start; trimmed to the last one that any map has.</summary>
    public required NdArray<double> Times { get; init; }

    /// <summary>The overlap ξᵀx / N, shape (maps, times), float64.</summary>
    public required NdArray<double> Overlap { get; init; }

    /// <summary>The mean squared error |ξ − x|² / N, shape (maps, times), float64.</summary>
    public required NdArray<double> Error { get; init; }

    /// <summary>When the overlap first reaches the threshold, looked at in every step and interpolated between two, shape (maps,), float64, in τ; NaN where it does not.</summary>
    public required NdArray<double> TimeToThreshold { get; init; }

    /// <summary>The learned J, shape (maps, units, units), or (units, units) when all maps are learned together, float64; of a diverged map from the last step before.</summary>
    public required NdArray<double> Couplings { get; init; }

    /// <summary>The rule and those of its parameters that are not the default ones; empty where it is not known.</summary>
    public string Rule { get; init; } = "";

    /// <summary>"completed", or what is to be said of the first map of which something is.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map: "completed", "threshold not reached", "diverged at step k" or "cancelled".</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
