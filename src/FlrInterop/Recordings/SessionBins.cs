namespace FlrInterop;

/// <summary>The bins of a session as columns, sorted by trial and time; a bin is one update of the decoder. Checked by <see cref="BciSession"/>.</summary>
public sealed class SessionBins
{
    /// <summary>The block of each bin, shape (bins,), int64.</summary>
    public required NdArray<long> Block { get; init; }

    /// <summary>The trial of each bin, shape (bins,), int64.</summary>
    public required NdArray<long> Trial { get; init; }

    /// <summary>The number of the bin in its trial, from 1, shape (bins,), int64; may skip.</summary>
    public required NdArray<long> Time { get; init; }

    /// <summary>1 where the bin counts, 0 where it does not (the cursor is frozen), shape (bins,), uint8.</summary>
    public required NdArray<byte> Usable { get; init; }

    /// <summary>The cursor after the bin's own move, shape (bins, 2), float64, mm; null where not recorded.</summary>
    public NdArray<double>? PositionMm { get; init; }

    /// <summary>The target, shape (bins, 2), float64, mm; null where not recorded.</summary>
    public NdArray<double>? TargetPositionMm { get; init; }

    /// <summary>The direction of the target from the centre, shape (bins,), float64, degrees; constant in a trial; NaN where not known, and such a bin counts only in a session without any target.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>The direction in which progress is counted, shape (bins,), float64, degrees; null where it is that from the cursor to the target.</summary>
    public NdArray<double>? DirectionDeg { get; init; }

    /// <summary>The cursor's velocity in each bin, with the memory of the bins before it, shape (bins, 2), float64, mm/s; null where not stored, NaN where not known.</summary>
    public NdArray<double>? CursorVelocityMmS { get; init; }

    /// <summary>The cursor's velocity before each bin, shape (bins, 2), float64, mm/s; null where not stored, NaN where not known.</summary>
    public NdArray<double>? CursorVelocityBeforeMmS { get; init; }

    /// <summary>Spike counts beside latents, shape (bins, units), float64; null where not stored.</summary>
    public NdArray<double>? Counts { get; init; }

    /// <summary>Other quantities of each bin by name, the size of the pupil for example, each shape (bins,), float64; may hold NaN.</summary>
    public IReadOnlyDictionary<string, NdArray<double>> Columns { get; init; } = new Dictionary<string, NdArray<double>>();

    /// <summary>Latents or counts, shape (bins, units), float64.</summary>
    public required NdArray<double> Activity { get; init; }

    /// <summary>Stored single-bin velocities M2 z + M0 by decoder, each shape (bins, 2), float64, mm/s; may be empty.</summary>
    public IReadOnlyDictionary<string, NdArray<double>> VelocityMmS { get; init; } = new Dictionary<string, NdArray<double>>();

    /// <summary>Stored progress by decoder, each shape (bins,), float64, mm/s; may be empty.</summary>
    public IReadOnlyDictionary<string, NdArray<double>> ProgressMmS { get; init; } = new Dictionary<string, NdArray<double>>();
}
