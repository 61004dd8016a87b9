namespace FlrInterop;

/// <summary>The trials of a session as columns, in the order of time. Checked by <see cref="BciSession"/>.</summary>
public sealed class SessionTrials
{
    /// <summary>The number of each trial, all different, shape (trials,), int64.</summary>
    public required NdArray<long> Trial { get; init; }

    /// <summary>The block of each trial, shape (trials,), int64.</summary>
    public required NdArray<long> Block { get; init; }

    /// <summary>The direction of the target from the centre, shape (trials,), float64, degrees.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>1 for success, 0 for failure, shape (trials,), uint8; null where not recorded.</summary>
    public NdArray<byte>? Success { get; init; }
}
