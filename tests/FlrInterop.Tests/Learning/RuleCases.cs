namespace FlrInterop.Tests;

/// <summary>Every rule with every option, by a name for the test.</summary>
internal static class RuleCases
{
    public static readonly string[] Deterministic =
    [
        "hebbian", "error-driven", "kurikawa-kaneko", "oja", "oja unsupervised", "oja full decay", "covariance", "covariance about a mean", "force", "gradient",
    ];

    public static readonly string[] All = [.. Deterministic, "node-perturbation"];

    /// <summary>And those whose first steps are unlike the later ones.</summary>
    public static readonly string[] Every = [.. All, "covariance sliding", "gradient through time"];

    public static LearningRule Make(string name, Network network, InputOutputMap task) => name switch
    {
        "oja unsupervised" => new OjaRule { Unsupervised = true },
        "oja full decay" => new OjaRule { FullDecay = true },
        "covariance sliding" => new CovarianceRule { Centre = CovarianceCentre.Sliding },
        "gradient through time" => GradientRule.ThroughTime(1),
        "covariance about a mean" => CovarianceRule.AboutTaskMean(network, task),
        _ => LearningRules.Parse(name),
    };

    public static TheoryData<string> Data(string[] names) => [.. names];
}
