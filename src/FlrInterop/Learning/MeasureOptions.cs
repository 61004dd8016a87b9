namespace FlrInterop;

/// <summary>How to measure learning speeds.</summary>
public sealed record MeasureOptions
{
    private readonly double? _rate;
    private readonly int _trials = 64;
    private readonly double? _duration;
    private readonly double _step = 0.1;
    private readonly int? _threads;
    private readonly long? _memoryLimit;

    /// <summary>The learning rate ε, above 0; null to choose it for each map so that the overlap moves by about 0.0005: slow enough to be linear.</summary>
    public double? Rate
    {
        get => _rate;
        init => _rate = value is double rate ? Require.Positive(rate, "rate") : null;
    }

    /// <summary>Trials a map, 1 or more.</summary>
    public int Trials
    {
        get => _trials;
        init => _trials = Require.AtLeast(value, 1, "trials");
    }

    /// <summary>How long learning is on, in τ; null for 16 relaxation times of the slowest mode.</summary>
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

    /// <summary>Threads, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }

    /// <summary>Bytes that a run may take, 1 or more; null for the memory that there is. A run that would take more is refused before it takes any.</summary>
    public long? MemoryLimit
    {
        get => _memoryLimit;
        init => _memoryLimit = value is null or >= 1 ? value : throw Require.Refused("memory_limit", value.Value, "1 byte or more");
    }

    /// <summary>The key of the noise.</summary>
    public Seed Seed { get; init; }
}
