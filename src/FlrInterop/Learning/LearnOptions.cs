namespace FlrInterop;

/// <summary>How to let a network learn; every number is checked when it is set.</summary>
public sealed record LearnOptions
{
    private readonly double _rate;
    private readonly double _duration;
    private readonly double _step = 0.1;
    private readonly double _threshold = 0.8;
    private readonly int? _every;
    private readonly int? _threads;
    private readonly long? _memoryLimit;

    /// <summary>The learning rate ε, above 0.</summary>
    public required double Rate
    {
        get => _rate;
        init => _rate = Require.Positive(value, "rate");
    }

    /// <summary>How long to learn, in τ, above 0; rounded to whole steps.</summary>
    public required double Duration
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

    /// <summary>The overlap ξᵀx / N at which a map counts as learned.</summary>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = Require.Finite(value, "threshold");
    }

    /// <summary>
    /// All maps in one coupling instead of each in its own copy. The maps' states run side by side, each under its own input; at step
    /// n (from 0) map n mod maps teaches and the others are watched, so that each teaches for 1/maps of the time.
    /// </summary>
    public bool Together { get; init; }

    /// <summary>
    /// Keep what is learned as J₀ and two vectors a map where the rule and the network allow it, and, where maps are together, there are
    /// fewer than N / 2 of them: the same numbers to rounding, and no matrix of N² of them. When false, every J is a matrix.
    /// </summary>
    public bool KeepStructure { get; init; } = true;

    /// <summary>Bytes that a run may take, 1 or more; null for the memory that there is. A run that would take more is refused.</summary>
    public long? MemoryLimit
    {
        get => _memoryLimit;
        init => _memoryLimit = value is null or >= 1 ? value : throw Require.Refused("memory_limit", value.Value, "1 byte or more");
    }

    /// <summary>The state at the start, shape (units,) for all maps or (maps, units); null for 0.</summary>
    public NdArray<double>? Initial { get; init; }

    /// <summary>Steps from one record to the next, 1 or more; null for about 1,000 records.</summary>
    public int? Every
    {
        get => _every;
        init => _every = value is int every ? Require.AtLeast(every, 1, "every") : null;
    }

    /// <summary>When cancelled, return what there is, with the status "cancelled", instead of throwing.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>Threads, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }

    /// <summary>The key of the noise; map k has the noise of trial k.</summary>
    public Seed Seed { get; init; }

    /// <summary>The number of steps.</summary>
    public int Steps => Math.Max(1, checked((int)Math.Round(Duration / Step)));

    /// <summary>Steps from one record to the next.</summary>
    public int RecordEvery => Every ?? Math.Max(1, Steps / 1000);
}
