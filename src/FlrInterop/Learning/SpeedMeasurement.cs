namespace FlrInterop;

/// <summary>Learning speeds measured by simulation: dm/dt per unit learning rate ε, m = ξᵀx / N.</summary>
public sealed class SpeedMeasurement
{
    /// <summary>The mean speed over trials, shape (maps,), float64, per unit ε and per τ; NaN where the run diverged, and the status says so.</summary>
    public required NdArray<double> Speed { get; init; }

    /// <summary>Its standard error over trials, shape (maps,), float64; NaN for one trial.</summary>
    public required NdArray<double> StandardError { get; init; }

    /// <summary>The learning rate ε that was used for each map, shape (maps,), float64.</summary>
    public required NdArray<double> Rate { get; init; }

    /// <summary>How long learning was on for each map, in τ, shape (maps,), float64.</summary>
    public required NdArray<double> Duration { get; init; }

    /// <summary>The number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>The rule and those of its parameters that are not the default ones; empty where it is not known.</summary>
    public string Rule { get; init; } = "";

    /// <summary>"completed", or what went wrong first.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map.</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
