namespace FlrInterop;

/// <summary>How learning through a decoder is measured; every number is checked when it is set.</summary>
public sealed record CentreOutOptions
{
    private readonly int _repeats = 3;
    private readonly double _step = 0.05;
    private readonly double _settle = 50;
    private readonly double _duration = 120;
    private readonly double? _rate;

    /// <summary>Repeats with other noise, 1 or more.</summary>
    public int Repeats
    {
        get => _repeats;
        init => _repeats = Require.AtLeast(value, 1, "repeats");
    }

    /// <summary>Integration step in τ, above 0.</summary>
    public double Step
    {
        get => _step;
        init => _step = Require.Positive(value, "step");
    }

    /// <summary>Time under the cue before learning begins, in τ.</summary>
    public double Settle
    {
        get => _settle;
        init => _settle = Require.NotNegative(value, "settle");
    }

    /// <summary>Time of learning in τ, above 0; the slope is taken over its last two thirds.</summary>
    public double Duration
    {
        get => _duration;
        init => _duration = Require.Positive(value, "duration");
    }

    /// <summary>ε, above 0; null for one that raises the progress by about 2 % of v*.</summary>
    public double? Rate
    {
        get => _rate;
        init => _rate = value is double rate ? Require.Positive(rate, "rate") : null;
    }

    /// <summary>The only target that is trained; null where all are trained in turn, so fast that each step sees the mean of their updates.</summary>
    public int? TrainedTarget { get; init; }

    /// <summary>The key of the noise.</summary>
    public Seed Seed { get; init; }
}
