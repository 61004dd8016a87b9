namespace FlrInterop;

/// <summary>The state of a chunk of trials at the start of a step of learning; entries (unit, trial), the trial running fastest.</summary>
public readonly ref struct PlasticStep
{
    /// <summary>The number of units N.</summary>
    public required int Units { get; init; }

    /// <summary>The number of trials in the chunk.</summary>
    public required int Trials { get; init; }

    /// <summary>ε · step: what the rule's G is multiplied with.</summary>
    public required double Rate { get; init; }

    /// <summary>x, (unit, trial).</summary>
    public required ReadOnlySpan<double> State { get; init; }

    /// <summary>u = J x, (unit, trial).</summary>
    public required ReadOnlySpan<double> RecurrentInput { get; init; }

    /// <summary>ξ, shape (units,).</summary>
    public required ReadOnlySpan<double> Target { get; init; }
}
