namespace FlrInterop;

/// <summary>What a rule declares of itself.</summary>
[Flags]
public enum RuleProperties
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each weight changes by what its two units know.</summary>
    Local = 1,

    /// <summary>Weights stay bounded for ever.</summary>
    Bounded = 2,

    /// <summary>The rule draws random numbers of its own.</summary>
    Stochastic = 4,

    /// <summary>One step's update has rank 1.</summary>
    RankOne = 8,

    /// <summary>The update is target × presynaptic activity: FLR2 holds for it.</summary>
    Hebbian = 16,
}
