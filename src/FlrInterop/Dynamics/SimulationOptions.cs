namespace FlrInterop;

/// <summary>How to run a network; every number is checked when it is set.</summary>
public sealed record SimulationOptions
{
    private readonly int _trials = 64;
    private readonly double _duration = 200;
    private readonly double _step = 0.1;
    private readonly double _transient = 20;
    private readonly int _lags;
    private readonly int _lagEvery = 1;
    private readonly int? _threads;

    /// <summary>Trials, each with its own noise; 1 or more.</summary>
    public int Trials
    {
        get => _trials;
        init => _trials = Require.AtLeast(value, 1, "trials");
    }

    /// <summary>Recorded time of each trial, in τ, above 0.</summary>
    public double Duration
    {
        get => _duration;
        init => _duration = Require.Positive(value, "duration");
    }

    /// <summary>Integration step, in τ, above 0.</summary>
    public double Step
    {
        get => _step;
        init => _step = Require.Positive(value, "step");
    }

    /// <summary>Time before recording begins, in τ, 0 or more.</summary>
    public double Transient
    {
        get => _transient;
        init => _transient = Require.NotNegative(value, "transient");
    }

    /// <summary>What to keep.</summary>
    public Recorded Record { get; init; } = Recorded.Mean | Recorded.Covariance;

    /// <summary>The number of lagged covariances beyond lag 0.</summary>
    public int Lags
    {
        get => _lags;
        init => _lags = Require.AtLeast(value, 0, "lags");
    }

    /// <summary>Steps from one lag to the next, 1 or more.</summary>
    public int LagEvery
    {
        get => _lagEvery;
        init => _lagEvery = Require.AtLeast(value, 1, "lag_every");
    }

    /// <summary>The state at the start, shape (units,) for all trials or (trials, units); null for 0.</summary>
    public NdArray<double>? Initial { get; init; }

    /// <summary>Whether the state is float64 or float32; moments are float64 either way.</summary>
    public Precision Precision { get; init; }

    /// <summary>Threads, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }

    /// <summary>The key of the noise.</summary>
    public Seed Seed { get; init; }

    /// <summary>The steps before recording begins: the transient divided by the step, rounded to the nearest whole number.</summary>
    public int TransientSteps => checked((int)Math.Round(Transient / Step));

    /// <summary>The recorded steps: the duration divided by the step, rounded to the nearest whole number, at least 1.</summary>
    public int RecordedSteps => Math.Max(1, checked((int)Math.Round(Duration / Step)));
}
