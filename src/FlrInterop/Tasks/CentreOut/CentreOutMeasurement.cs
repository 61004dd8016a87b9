namespace FlrInterop;

/// <summary>How fast progress through a decoder rose when it was learned.</summary>
public sealed class CentreOutMeasurement
{
    /// <summary>The rise of each target's progress, per unit ε and τ, mean over repeats, shape (targets,), float64.</summary>
    public required NdArray<double> PerTarget { get; init; }

    /// <summary>The mean over targets.</summary>
    public required double Speed { get; init; }

    /// <summary>Its standard error over repeats; NaN for one repeat.</summary>
    public required double StandardError { get; init; }

    /// <summary>ε.</summary>
    public required double Rate { get; init; }

    /// <summary>"completed", or "diverged at step k".</summary>
    public required string Status { get; init; }
}
