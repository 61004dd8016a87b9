namespace FlrInterop;

/// <summary>How the input of a rhythm runs in time.</summary>
public enum InputPhases
{
    /// <summary>η₁ cos ωt + η₂ sin ωt with two patterns: the network is told the phase.</summary>
    Two,

    /// <summary>η cos ωt, one pattern, in phase with the target: above ω = 1/τ learning begins the wrong way.</summary>
    One,

    /// <summary>A constant η: it cannot teach a rhythm.</summary>
    Constant,
}
