namespace FlrInterop;

/// <summary>The trials of a session as columns, in the order of time. Checked by <see cref="BciSession"/>.</summary>
public sealed class SessionTrials
{
    /// <summary>The number of each trial, all different, shape (trials,), int64.</summary>
    public required NdArray<long> Trial { get; init; }

    /// <summary>The block of each trial, shape (trials,), int64.</summary>
    public required NdArray<long> Block { get; init; }

    /// <summary>The direction of the target from the centre, shape (trials,), float64, degrees; NaN where not known.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>1 for success, 0 for failure, shape (trials,), uint8; null where not recorded.</summary>
    public NdArray<byte>? Success { get; init; }

    /// <summary>How long each trial took, shape (trials,), float64, s; null where not recorded.</summary>
    public NdArray<double>? TimeS { get; init; }

    /// <summary>1 where the trial and its target were inferred, 0 where they are stored, shape (trials,), uint8; null where all are stored.</summary>
    public NdArray<byte>? Inferred { get; init; }
}
