namespace FlrInterop;

/// <summary>Speeds of learning a task in time, measured by simulation, per unit learning rate ε and per τ.</summary>
public sealed class PeriodicMeasurement
{
    /// <summary>The mean speed over trials of the task's own measure (in phase with the target, or the fall of the readouts' error), shape (maps,), float64; NaN where the run diverged.</summary>
    public required NdArray<double> Speed { get; init; }

    /// <summary>Its standard error over trials, shape (maps,), float64; NaN for one trial.</summary>
    public required NdArray<double> StandardError { get; init; }

    /// <summary>The learning rate ε that was used for each map, shape (maps,), float64.</summary>
    public required NdArray<double> Rate { get; init; }

    /// <summary>How long learning was on for each map, whole periods, in τ, shape (maps,), float64.</summary>
    public required NdArray<double> Duration { get; init; }

    /// <summary>The number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>The activity of the runs without learning, mean over trials: what a prediction from activity may be given as evoked.</summary>
    public required PeriodicActivity Evoked { get; init; }

    /// <summary>"completed", or what went wrong first.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map.</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
