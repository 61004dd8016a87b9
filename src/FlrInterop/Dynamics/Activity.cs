namespace FlrInterop;

/// <summary>
/// The activity of a network or of recorded units: mean, covariance and, where recorded, lagged covariances and samples.
/// </summary>
/// <remarks>
/// In the spontaneous state arrays have the shapes given below; in the evoked state each has a leading axis (maps), one
/// place an input. Where nothing valid was recorded (a run that diverged before its first record) the moments are null.
/// </remarks>
public sealed partial class Activity
{
    internal Activity(int units, ActivityState state)
    {
        Units = units;
        State = state;
    }

    /// <summary>The number of units N.</summary>
    public int Units { get; }

    /// <summary>Spontaneous or evoked.</summary>
    public ActivityState State { get; }

    /// <summary>The mean activity x̄, shape (units,), evoked (maps, units), float64, dimensionless.</summary>
    public NdArray<double>? Mean { get; init; }

    /// <summary>The covariance C over all trials and times about their common mean, divided by count − 1; shape (units, units), evoked (maps, units, units), float64.</summary>
    public NdArray<double>? Covariance { get; init; }

    /// <summary>Lagged covariances C(k · lag step) = ⟨δx(t + k) δx(t)ᵀ⟩, shape (lags + 1, units, units), evoked with (maps) in front, float64; null where not recorded.</summary>
    public NdArray<double>? Lagged { get; init; }

    /// <summary>The time from one lag to the next, in τ (simulated) or s (recorded).</summary>
    public double? LagStep { get; init; }

    /// <summary>The samples, shape (trials, times, units), evoked with (maps) in front; null where not recorded or float32.</summary>
    public NdArray<double>? Samples { get; init; }

    /// <summary>The samples of a float32 run, shape as <see cref="Samples"/>; null where not recorded or float64.</summary>
    public NdArray<float>? SamplesFloat32 { get; init; }

    /// <summary>The time from one sample to the next, in τ (simulated) or s (recorded); null where unknown.</summary>
    public double? Step { get; init; }

    /// <summary>The number of samples behind the moments, trials × times (for each map).</summary>
    public long Count { get; init; }

    /// <summary>The number of trials.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>The noise intensity D; null where unknown.</summary>
    public double? Noise { get; init; }

    /// <summary>The gain β of the source; null where unknown.</summary>
    public double? Gain { get; init; }

    /// <summary>The input strength γ of the source; null where unknown.</summary>
    public double? InputStrength { get; init; }

    /// <summary>The transfer function of the source; null where unknown.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>"completed", or "diverged at step k" with everything trimmed to what is valid.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
