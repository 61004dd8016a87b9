namespace FlrInterop;

/// <summary>How to measure the susceptibility by small forces.</summary>
public sealed record PerturbationOptions
{
    private readonly int _trials = 16;
    private readonly double? _duration;
    private readonly double _step = 0.1;
    private readonly double _force = 1e-6;
    private readonly int? _threads;

    /// <summary>Trials, each with its own noise; 1 or more. Run in groups of 8.</summary>
    public int Trials
    {
        get => _trials;
        init => _trials = Require.AtLeast(value, 1, "trials");
    }

    /// <summary>How long the force is on, in τ; the shift is the mean over the second half. Null for 40 relaxation times of the slowest mode.</summary>
    public double? Duration
    {
        get => _duration;
        init => _duration = value is double duration ? Require.Positive(duration, "duration") : null;
    }

    /// <summary>Integration step, in τ, above 0.</summary>
    public double Step
    {
        get => _step;
        init => _step = Require.Positive(value, "step");
    }

    /// <summary>The force on one unit at a time, in activity per τ, above 0: small enough to be linear; pairs share their noise, so no more is needed.</summary>
    public double Force
    {
        get => _force;
        init => _force = Require.Positive(value, "force");
    }

    /// <summary>Threads, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }

    /// <summary>The key of the noise.</summary>
    public Seed Seed { get; init; }
}
