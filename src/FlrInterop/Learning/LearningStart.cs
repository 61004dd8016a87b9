namespace FlrInterop;

/// <summary>What a rule is told once, when a chunk of trials begins to learn; entries (unit, trial), the trial running fastest.</summary>
public readonly ref struct LearningStart
{
    /// <summary>The network that learns.</summary>
    public required Network Network { get; init; }

    /// <summary>The number of trials in the chunk.</summary>
    public required int Trials { get; init; }

    /// <summary>The learning rate ε.</summary>
    public required double Rate { get; init; }

    /// <summary>The integration step h, in τ.</summary>
    public required double Step { get; init; }

    /// <summary>x, (unit, trial).</summary>
    public required ReadOnlySpan<double> State { get; init; }

    /// <summary>ξ, (unit, trial).</summary>
    public required ReadOnlySpan<double> Target { get; init; }

    /// <summary>b = β γ η, so that h = β u + b is the total input; (unit, trial).</summary>
    public required ReadOnlySpan<double> Drive { get; init; }

    /// <summary>Where several maps are learned in one coupling: what the rule made for the first of them. Null for the first, and where each trial has its own coupling.</summary>
    public object? First { get; init; }
}
