namespace FlrInterop;

/// <summary>Activity recorded while every cue was shown, before anything was learned.</summary>
public sealed class CentreOutRecording
{
    /// <summary>x, shape (bins, units), float64; sorted by trial, target and time.</summary>
    public required NdArray<double> Activity { get; init; }

    /// <summary>The target of each bin, shape (bins,), int32.</summary>
    public required NdArray<int> Target { get; init; }

    /// <summary>The trial of each bin, shape (bins,), int64; every trial has one target.</summary>
    public required NdArray<long> Trial { get; init; }

    /// <summary>The direction wanted in each bin, shape (bins, 2), float64.</summary>
    public required NdArray<double> Direction { get; init; }

    /// <summary>"completed", or "diverged at step k".</summary>
    public required string Status { get; init; }
}
