namespace FlrInterop;

/// <summary>How a network is fitted to a session; every number is checked when it is set.</summary>
public sealed record SurrogateOptions
{
    private readonly double _slowest = 50;

    /// <summary>Which differences of the baseline's activity count as fluctuations.</summary>
    public CovarianceKind Covariance { get; init; } = CovarianceKind.Residual;

    /// <summary>
    /// The longest relaxation time that the network may have, in τ, above 1: the variance of quiet directions is raised to the largest one over this.
    /// </summary>
    public double Slowest
    {
        get => _slowest;
        init => _slowest = value > 1 && double.IsFinite(value) ? value : throw Require.Refused("slowest", value, "a finite number above 1");
    }
}
