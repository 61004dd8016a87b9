namespace FlrInterop;

/// <summary>The estimators of the susceptibility, by name.</summary>
public static class Estimators
{
    /// <summary>χ = C(0) / D: from activity; exact for symmetric J and weak noise.</summary>
    public const string EqualTime = "equal-time";

    /// <summary>χ = (1 − diag(g) J)⁻¹: from the model; exact for weak noise.</summary>
    public const string Linearised = "linearised";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [EqualTime, Linearised];

    internal static void Check(string estimator, string needed, string source)
    {
        if (!Names.Contains(estimator, StringComparer.Ordinal))
            throw new UnknownNameException($"estimator is '{estimator}', expected one of: {string.Join(", ", Names)}");
        if (estimator != needed)
            throw new ParameterException($"estimator is '{estimator}', expected '{needed}' for {source}. Hint: 'equal-time' needs an Activity, 'linearised' a Network");
    }
}
