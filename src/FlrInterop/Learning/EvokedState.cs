using System.Numerics.Tensors;

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

    /// <summary>The state x̄_b on which the change of J acts, shape (units,); empty where it is <see cref="Mean"/> itself.</summary>
    public ReadOnlySpan<double> Probe { get; init; }

    /// <summary>J x̄_b, shape (units,); empty where it is not known or there is no probe.</summary>
    public ReadOnlySpan<double> ProbeRecurrentInput { get; init; }

    /// <summary>J, shape (units · units,) row-major; given to rules that change a whole matrix, and empty where a source does not tell it.</summary>
    public ReadOnlySpan<double> Coupling { get; init; }

    /// <summary>The mean activity without input, shape (units,); empty for 0.</summary>
    public ReadOnlySpan<double> SpontaneousMean { get; init; }

    /// <summary>g = β φ' at the evoked state, shape (units,); empty where it is not known.</summary>
    public ReadOnlySpan<double> Slopes { get; init; }

    /// <summary>The input η, shape (units,); empty where it is not known.</summary>
    public ReadOnlySpan<double> Input { get; init; }

    /// <summary>The transposed response of the evoked state; null where it is not known.</summary>
    public TransposedResponse? Transposed { get; init; }

    /// <summary>The noise intensity D; null where unknown.</summary>
    public double? Noise { get; init; }

    /// <summary>The gain β; null where unknown.</summary>
    public double? Gain { get; init; }

    /// <summary>The input strength γ; null where unknown.</summary>
    public double? InputStrength { get; init; }

    /// <summary>The transfer function φ; null where unknown.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>The probe where there is one, else the mean.</summary>
    public ReadOnlySpan<double> Presynaptic => Probe.IsEmpty ? Mean : Probe;

    /// <summary>J times <see cref="Presynaptic"/>; empty where it is not known.</summary>
    public ReadOnlySpan<double> PresynapticRecurrentInput => Probe.IsEmpty ? RecurrentInput : ProbeRecurrentInput;

    /// <summary>s = x̄ᵀx̄, or x̄ᵀx̄_b where there is a probe.</summary>
    /// <returns>The number.</returns>
    public double Square() => Probe.IsEmpty ? TensorPrimitives.SumOfSquares(Mean) : TensorPrimitives.Dot(Mean, Probe);

    internal void RequireRecurrentInput(string rule)
    {
        if (RecurrentInput.IsEmpty)
            throw Missing(rule, "the recurrent input u = φ⁻¹(x̄)/β − γ η", "has no gain or input strength");
    }

    internal static ParameterException Missing(string rule, string needed, string lacking)
        => new($"the rule '{rule}' needs {needed}, but the activity {lacking}. Hint: predict from a simulated activity or from the network");
}
