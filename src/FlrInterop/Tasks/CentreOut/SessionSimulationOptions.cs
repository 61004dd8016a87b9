namespace FlrInterop;

/// <summary>How a session is simulated; every number is checked when it is set.</summary>
public sealed record SessionSimulationOptions
{
    private readonly int _baselineTrials = 40;
    private readonly int _learningTrials = 75;
    private readonly int _bins = 10;
    private readonly double _interval = 5;
    private readonly double _settle = 30;
    private readonly double _step = 0.05;
    private readonly double _rise = 0.3;
    private readonly double _speed = 150;
    private readonly double _distance = 125;
    private readonly double _binSeconds = 0.045;

    /// <summary>Trials of each target with the old decoder, 3 or more.</summary>
    public int BaselineTrials
    {
        get => _baselineTrials;
        init => _baselineTrials = Require.AtLeast(value, 3, "baseline_trials");
    }

    /// <summary>Trials of each target with the new decoder, 3 or more.</summary>
    public int LearningTrials
    {
        get => _learningTrials;
        init => _learningTrials = Require.AtLeast(value, 3, "learning_trials");
    }

    /// <summary>Bins of each trial, 1 or more.</summary>
    public int Bins
    {
        get => _bins;
        init => _bins = Require.AtLeast(value, 1, "bins");
    }

    /// <summary>The time from one bin to the next, in τ, above 0.</summary>
    public double Interval
    {
        get => _interval;
        init => _interval = Require.Positive(value, "interval");
    }

    /// <summary>Time under the cue before the first bin, in τ; nothing is learned in it.</summary>
    public double Settle
    {
        get => _settle;
        init => _settle = Require.NotNegative(value, "settle");
    }

    /// <summary>Integration step in τ, above 0.</summary>
    public double Step
    {
        get => _step;
        init => _step = Require.Positive(value, "step");
    }

    /// <summary>The rise of progress that the rate is set for, over v*, if the initial speed lasted; 0 for a session in which nothing is learned.</summary>
    public double Rise
    {
        get => _rise;
        init => _rise = Require.NotNegative(value, "rise");
    }

    /// <summary>What v* becomes, mm/s, above 0.</summary>
    public double SpeedMmS
    {
        get => _speed;
        init => _speed = Require.Positive(value, "speed_mm_s");
    }

    /// <summary>The distance of the targets from the centre, mm, above 0.</summary>
    public double DistanceMm
    {
        get => _distance;
        init => _distance = Require.Positive(value, "distance_mm");
    }

    /// <summary>The duration of a bin in the tables, s, above 0.</summary>
    public double BinSeconds
    {
        get => _binSeconds;
        init => _binSeconds = Require.Positive(value, "bin_s");
    }

    /// <summary>Whether the session's activity is that of the old decoder's latents, as in recordings; else that of the units.</summary>
    public bool Latents { get; init; } = true;

    /// <summary>The key of the noise and of the order of targets.</summary>
    public Seed Seed { get; init; }
}
