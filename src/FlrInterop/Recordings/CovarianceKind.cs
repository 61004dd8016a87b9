namespace FlrInterop;

/// <summary>Which differences of a block's activity a covariance holds (N bins, R trials, T targets).</summary>
public enum CovarianceKind
{
    /// <summary>"residual": bins about the mean of their target, divided by N − T. The default: differences between targets are evoked, not spontaneous.</summary>
    Residual,

    /// <summary>"total": bins about the grand mean, divided by N − 1.</summary>
    Total,

    /// <summary>"within-trial": bins about the mean of their trial, divided by N − R.</summary>
    WithinTrial,

    /// <summary>"trial-mean": means of trials about the target's mean of trial means, divided by R − T.</summary>
    TrialMean,
}

/// <summary>The names of the kinds of covariance.</summary>
public static class CovarianceKinds
{
    private static readonly string[] Names = ["residual", "total", "within-trial", "trial-mean"];

    /// <summary>The name of a kind: "residual", "total", "within-trial" or "trial-mean".</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its name.</returns>
    public static string Name(this CovarianceKind kind) => Names[(int)kind];

    /// <summary>The kind of a name.</summary>
    /// <param name="name">"residual", "total", "within-trial" or "trial-mean".</param>
    /// <returns>The kind.</returns>
    /// <exception cref="UnknownNameException">It is none of these.</exception>
    public static CovarianceKind Parse(string name)
    {
        SessionChecks.Known(name, Names, "covariance");
        return (CovarianceKind)Array.IndexOf(Names, name);
    }
}
