namespace FlrInterop;

/// <summary>The estimators of the susceptibility, by name.</summary>
public static class Estimators
{
    /// <summary>χ = C(0) / D: from activity; exact for symmetric J and weak noise.</summary>
    public const string EqualTime = "equal-time";

    /// <summary>χ = (1 − diag(g) J)⁻¹: from the model; exact for weak noise.</summary>
    public const string Linearised = "linearised";

    /// <summary>χ = ∫₀^∞ C(τ) dτ C(0)⁻¹: from activity with lags; exact for linear or Gaussian activity, any J.</summary>
    public const string Lagged = "lagged";

    /// <summary>χ = −A⁻¹, A = log(C(Δ) C(0)⁻¹) / Δ: from activity with one lag; exact for an Ornstein–Uhlenbeck process, any J.</summary>
    public const string OneLag = "one-lag";

    /// <summary>The shift of the mean under a small force, measured: from the model; always true, and the slowest.</summary>
    public const string Perturbation = "perturbation";

    private static readonly string[] OfActivity = [EqualTime, Lagged, OneLag];
    private static readonly string[] OfNetwork = [Linearised, Perturbation];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [EqualTime, Linearised, Lagged, OneLag, Perturbation];

    internal static string ForActivity(string estimator) => Checked(estimator, OfActivity, "an activity");

    internal static string ForNetwork(string estimator) => Checked(estimator, OfNetwork, "a network");

    private static string Checked(string estimator, string[] allowed, string source)
    {
        if (!Names.Contains(estimator, StringComparer.Ordinal))
            throw new UnknownNameException($"estimator is '{estimator}', expected one of: {string.Join(", ", Names)}");
        return allowed.Contains(estimator, StringComparer.Ordinal)
            ? estimator
            : throw new ParameterException(
                $"estimator is '{estimator}', expected one of: {string.Join(", ", allowed)} for {source}. "
                + $"Hint: {string.Join(", ", OfActivity)} need an Activity, {string.Join(", ", OfNetwork)} a Network");
    }
}
