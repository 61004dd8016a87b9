namespace FlrInterop;

/// <summary>How learning one map moves the others, measured by paired simulation.</summary>
public sealed class InterferenceMeasurement
{
    /// <summary>Entry [a, b]: how fast the overlap of map b moves while map a is learned, shape (maps, maps), float64, per unit ε and per τ; rows of maps that diverged are NaN.</summary>
    public required NdArray<double> Matrix { get; init; }

    /// <summary>Their standard errors over trials, shape (maps, maps), float64; NaN for one trial.</summary>
    public required NdArray<double> StandardError { get; init; }

    /// <summary>The learning rate ε that was used for each learned map, shape (maps,), float64.</summary>
    public required NdArray<double> Rate { get; init; }

    /// <summary>The number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>"completed", or what is to be said of the first learned map of which something is.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each learned map.</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
