namespace FlrInterop;

/// <summary>What a rule declares of itself.</summary>
[Flags]
public enum RuleProperties
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each weight changes by what its two units know (and a signal that all units share).</summary>
    Local = 1,

    /// <summary>Weights stay bounded for ever.</summary>
    Bounded = 2,

    /// <summary>The rule learns from the network's own noise: without noise it does nothing, and a run is one of many.</summary>
    Stochastic = 4,

    /// <summary>One step's update has rank 1.</summary>
    RankOne = 8,

    /// <summary>The update is target × presynaptic activity: FLR2 holds for it.</summary>
    Hebbian = 16,

    /// <summary>The rule needs a readout whose error it is told.</summary>
    NeedsReadout = 32,

    /// <summary>Nothing is learned any more where the activity is the target.</summary>
    Corrective = 64,
}
