namespace FlrInterop;

/// <summary>The rules with their defaults, by name.</summary>
public static class LearningRules
{
    private static readonly LearningRule[] Known =
    [
        new HebbianRule(), new ErrorDrivenRule(), new KurikawaKanekoRule(), new OjaRule(), new CovarianceRule(),
        new NodePerturbationRule(), new ForceRule(), new GradientRule(),
    ];

    /// <summary>G_ij = ξ_i x_j / N.</summary>
    public static LearningRule Hebbian => Known[0];

    /// <summary>G_ij = (ξ_i − x_i) x_j / N.</summary>
    public static LearningRule ErrorDriven => Known[1];

    /// <summary>G_ij = (ξ_i − x_i)(x_j − u_i J_ij) / N.</summary>
    public static LearningRule KurikawaKaneko => Known[2];

    /// <summary>G_ij = ξ_i (x_j − ξ_i J_ij) / N.</summary>
    public static LearningRule Oja => Known[3];

    /// <summary>G_ij = ξ_i (x_j − θ_j) / N, θ the mean activity without input.</summary>
    public static LearningRule Covariance => Known[4];

    /// <summary>G_ij = (R − R̄) e_i x_j: reward, and each unit's trace of its own noise.</summary>
    public static LearningRule NodePerturbation => Known[5];

    /// <summary>Recursive least squares on the recurrent weights.</summary>
    public static LearningRule Force => Known[6];

    /// <summary>G_ij = (g ∘ χᵀ(ξ − x))_i x_j / N: the gradient at the fixed point.</summary>
    public static LearningRule Gradient => Known[7];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LearningRule> All => Known;

    /// <summary>The rule of that name.</summary>
    /// <param name="name">hebbian, error-driven, kurikawa-kaneko, oja, covariance, node-perturbation, force or gradient.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="UnknownNameException">No rule has that name.</exception>
    public static LearningRule Parse(string name)
        => Array.Find(Known, rule => rule.Name == name)
            ?? throw new UnknownNameException($"rule is '{name}', expected one of: {string.Join(", ", Known.Select(rule => rule.Name))}");
}
