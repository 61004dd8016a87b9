namespace FlrInterop;

/// <summary>Predicted initial learning speeds: dm/dt per unit learning rate ε, m = ξᵀx / N.</summary>
public sealed class SpeedPrediction
{
    /// <summary>The speed along the target, shape (maps,), float64, per unit ε and per τ (relative where the noise is unknown).</summary>
    public required NdArray<double> Speed { get; init; }

    /// <summary>The velocity of every unit, shape (maps, units), float64; speed = ξᵀ velocity / N.</summary>
    public required NdArray<double> Velocity { get; init; }

    /// <summary>
    /// ξᵀ(g ∘ Ḡ x̄)/N, shape (maps,), float64: the speed under χ = 1, no fluctuations at all. It often has most of the range of the speeds: what a
    /// prediction is worth is what it explains beyond this. Null where it was not computed.
    /// </summary>
    public NdArray<double>? NullSpeed { get; init; }

    /// <summary>ξᵀCξ / N, shape (maps,), float64; null where no covariance was given.</summary>
    public NdArray<double>? VarianceAlongTarget { get; init; }

    /// <summary>ηᵀCη / N, shape (maps,), float64; null where no covariance was given.</summary>
    public NdArray<double>? VarianceAlongInput { get; init; }

    /// <summary>"flr1" or "flr2".</summary>
    public required string Relation { get; init; }

    /// <summary>The estimator of the susceptibility: "equal-time", "linearised".</summary>
    public required string Estimator { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or for which maps no answer was found.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
