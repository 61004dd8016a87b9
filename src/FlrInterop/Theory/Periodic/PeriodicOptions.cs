namespace FlrInterop;

/// <summary>How to predict the learning of a task in time.</summary>
public sealed record PeriodicOptions
{
    private readonly double? _step;

    /// <summary>"equal-time", "lagged" or "one-lag" (from activity), "linearised" (from a network); null for "equal-time" or "linearised".</summary>
    public string? Estimator { get; init; }

    /// <summary>The Euler step that the network will be run with, in τ: (e^{iωh} − 1)/h stands for iω. Null for 0.1 from a network and for continuous time from activity.</summary>
    public double? Step
    {
        get => _step;
        init => _step = value is double step ? Require.Positive(step, "step") : null;
    }

    /// <summary>
    /// From a network: whether the slope g follows the activity through the period, instead of its mean over the period. Needed where the amplitude
    /// is large.
    /// </summary>
    public bool FollowSlope { get; init; }

    /// <summary>From activity: what the task's inputs evoke before learning; null to predict it, χ(kω) (g γ η_k).</summary>
    public PeriodicActivity? Evoked { get; init; }
}
