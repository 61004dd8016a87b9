using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Predicted initial speeds of learning a task in time, per unit learning rate ε and per τ.</summary>
public sealed class PeriodicPrediction
{
    /// <summary>The speed of the task's own measure, shape (maps,), float64: <see cref="InPhase"/>, or with readouts <see cref="ErrorFall"/>.</summary>
    public required NdArray<double> Speed { get; init; }

    /// <summary>Re ξ₁ᴴ dX₁/ds / N, shape (maps,), float64: the growth of the amplitude in phase with the target; negative where learning begins the wrong way.</summary>
    public required NdArray<double> InPhase { get; init; }

    /// <summary>−dE/ds, E = Σ_r ⟨e_r²⟩ over the readouts and a period, shape (maps,), float64.</summary>
    public required NdArray<double> ErrorFall { get; init; }

    /// <summary>dX_k/ds = χ(kω)(ḡ ∘ Ḡ X_k), shape (maps, harmonics + 1, units), complex128.</summary>
    public required NdArray<Complex> Velocity { get; init; }

    /// <summary>The activity before learning that it rests on.</summary>
    public required PeriodicActivity Activity { get; init; }

    /// <summary>χ_ξ = ξᵀχ(ω)(ḡ ∘ ξ) / N of the target's own pattern, shape (maps,), complex128: for a Hebbian rule the speed is (χ'|A|² + χ'' A·B) / 2N, X₁ = A − iB.</summary>
    public required NdArray<Complex> ResponseAlongTarget { get; init; }

    /// <summary>|χ_ξ| |X₀|² / (N ω), shape (maps,), float64: the amplitude, per ε, with which activity follows the target while a Hebbian rule is on and input is constant; it goes when the rule is off.</summary>
    public required NdArray<double> TrackingAmplitude { get; init; }

    /// <summary>For each map: "learns", "the wrong way at first", or "no rhythm: …".</summary>
    public required IReadOnlyList<string> Outcome { get; init; }

    /// <summary>The estimator of the susceptibility.</summary>
    public required string Estimator { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or for which map no periodic state was found.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
