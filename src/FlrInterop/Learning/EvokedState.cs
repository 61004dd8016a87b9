namespace FlrInterop;

/// <summary>The state that the input of one map evokes before learning, and the target: what a rule's mean drive is made of.</summary>
public readonly ref struct EvokedState
{
    /// <summary>The mean activity x̄ under the input, shape (units,).</summary>
    public required ReadOnlySpan<double> Mean { get; init; }

    /// <summary>The target ξ, shape (units,).</summary>
    public required ReadOnlySpan<double> Target { get; init; }

    /// <summary>The recurrent input u = J x̄, shape (units,); empty where it is not known (gain or input strength unknown).</summary>
    public ReadOnlySpan<double> RecurrentInput { get; init; }

    /// <summary>The covariance C, shape (units · units,) row-major; empty leaves the noise term out.</summary>
    public ReadOnlySpan<double> Covariance { get; init; }
}
