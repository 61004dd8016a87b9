namespace FlrInterop;

/// <summary>Which candidates are kept and how they are ranked; every number is checked when it is set.</summary>
public sealed record RankOptions
{
    private readonly ClosedRange _angleRange = new(20, 75);
    private readonly ClosedRange _speedRatioRange = new(0.3, 1.5);
    private readonly ClosedRange _progressRange = new(0, 0.7);
    private readonly ClosedRange _normRatioRange = new(0.8, 1.25);
    private readonly int _intervals = 100;
    private readonly int _resamples = 200;
    private readonly double? _wantedSpeed;
    private readonly int? _threads;

    /// <summary>The angle of each row of B to the old one, degrees.</summary>
    public ClosedRange AngleRange
    {
        get => _angleRange;
        init => _angleRange = Checked(value, "angle_range");
    }

    /// <summary>The mean open-loop speed over that of the old decoder.</summary>
    public ClosedRange SpeedRatioRange
    {
        get => _speedRatioRange;
        init => _speedRatioRange = Checked(value, "speed_ratio_range");
    }

    /// <summary>The mean open-loop progress over v*.</summary>
    public ClosedRange ProgressRange
    {
        get => _progressRange;
        init => _progressRange = Checked(value, "progress_range");
    }

    /// <summary>|B|² over that of the old decoder: without this, one kind can look faster by its norm alone.</summary>
    public ClosedRange NormRatioRange
    {
        get => _normRatioRange;
        init => _normRatioRange = Checked(value, "norm_ratio_range");
    }

    /// <summary>v*, the progress that is wanted; null for the mean progress of the baseline through the old decoder.</summary>
    public double? WantedSpeed
    {
        get => _wantedSpeed;
        init => _wantedSpeed = value is double speed ? Require.Positive(speed, "wanted_speed") : null;
    }

    /// <summary>How many of the first rows get an interval, 0 or more.</summary>
    public int Intervals
    {
        get => _intervals;
        init => _intervals = Require.AtLeast(value, 0, "intervals");
    }

    /// <summary>Resamples of the trials behind an interval, 2 or more.</summary>
    public int Resamples
    {
        get => _resamples;
        init => _resamples = Require.AtLeast(value, 2, "resamples");
    }

    /// <summary>Threads, 1 or more; null for all cores. The result does not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }

    /// <summary>The key of the permutations and of the resamples.</summary>
    public Seed Seed { get; init; }

    private static ClosedRange Checked(ClosedRange range, string what)
        => range.Low <= range.High ? range : throw Require.Refused(what, range, "a low end that is not above the high end");
}
