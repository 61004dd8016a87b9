namespace FlrInterop.Tests;

/// <summary>Every rule with every option, by a name for the test.</summary>
internal static class RuleCases
{
    public static readonly string[] Deterministic =
    [
        "hebbian", "error-driven", "kurikawa-kaneko", "oja", "oja unsupervised", "oja full decay", "covariance", "covariance about a mean", "force", "force by readouts",
        "gradient",
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
        "force by readouts" => new ForceRule { Feedback = Feedback(network.Units, 2) },
        "covariance about a mean" => CovarianceRule.AboutTaskMean(network, task),
        _ => LearningRules.Parse(name),
    };

    /// <summary>Feedback vectors of unlike lengths, no two of them orthogonal.</summary>
    public static NdArray<double> Feedback(int units, int readouts)
    {
        NdArray<double> feedback = NdArray<double>.Create(out Span<double> values, readouts, units);
        ReadOnlySpan<double> random = Couplings.Gaussian(units, 2, seed: 8).Weights.Span;
        for (int at = 0; at < values.Length; at++)
            values[at] = (1 + (at / units)) * (0.3 + random[at]);
        return feedback;
    }

    public static TheoryData<string> Data(string[] names) => [.. names];
}
