namespace FlrInterop;

/// <summary>The state of a chunk of trials at the start of a step of learning; entries (unit, trial), the trial running fastest.</summary>
public readonly ref struct PlasticStep
{
    /// <summary>The network that learns; its coupling is the one before learning.</summary>
    public required Network Network { get; init; }

    /// <summary>The number of units N.</summary>
    public required int Units { get; init; }

    /// <summary>The number of trials in the chunk.</summary>
    public required int Trials { get; init; }

    /// <summary>ε · step: what the rule's G is multiplied with. 0 while a map is only watched: nothing is learned, traces go on.</summary>
    public required double Rate { get; init; }

    /// <summary>The integration step h, in τ.</summary>
    public required double Step { get; init; }

    /// <summary>x, (unit, trial).</summary>
    public required ReadOnlySpan<double> State { get; init; }

    /// <summary>u = J x, (unit, trial).</summary>
    public required ReadOnlySpan<double> RecurrentInput { get; init; }

    /// <summary>ξ, (unit, trial).</summary>
    public required ReadOnlySpan<double> Target { get; init; }

    /// <summary>b = β γ η, so that h = β u + b is the total input; (unit, trial).</summary>
    public required ReadOnlySpan<double> Drive { get; init; }

    /// <summary>z, the standard normals that this step adds √(2 D h) of to x, (unit, trial).</summary>
    public required ReadOnlySpan<double> Noise { get; init; }

    /// <summary>J, (post, pre, trial); empty for more than 16,383 units, where it has no span.</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>What <see cref="LearningRule.Begin"/> made for this chunk.</summary>
    public object? Memory { get; init; }
}
