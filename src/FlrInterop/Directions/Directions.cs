namespace FlrInterop;

/// <summary>Directions ranked by how fast a Hebbian rule would learn them.</summary>
public sealed class Directions
{
    /// <summary>Directions of unit length, the fastest first, shape (count, units), float64.</summary>
    public required NdArray<double> Vectors { get; init; }

    /// <summary>ξᵀχ(g ∘ ξ) / N for ξᵀξ = N, shape (count,), float64: the speed per unit of x̄ᵀx̄ / N, per unit ε; relative where the noise is unknown.</summary>
    public required NdArray<double> PredictedSpeed { get; init; }

    /// <summary>The estimator of the susceptibility.</summary>
    public required string Estimator { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or "n of count directions: …" where the constraints leave fewer.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
