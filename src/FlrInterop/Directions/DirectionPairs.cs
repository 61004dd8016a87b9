namespace FlrInterop;

/// <summary>Pairs of input and target ranked by FLR2: variance along the target × what the input evokes.</summary>
public sealed class DirectionPairs
{
    /// <summary>Inputs η of unit length, shape (count, units), float64.</summary>
    public required NdArray<double> Inputs { get; init; }

    /// <summary>Targets ξ of unit length, shape (count, units), float64.</summary>
    public required NdArray<double> Targets { get; init; }

    /// <summary>(ξᵀχ(g ∘ ξ) / N)(x̄ᵀx̄ / N) with x̄ = χ(g γ η) and ξᵀξ = ηᵀη = N, shape (count,), float64, per unit ε.</summary>
    public required NdArray<double> PredictedSpeed { get; init; }

    /// <summary>The estimator of the susceptibility.</summary>
    public required string Estimator { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or why there is no answer.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
