namespace FlrInterop;

/// <summary>How a session is fitted.</summary>
public sealed record FitOptions
{
    private static readonly string[] Measures = ["slope", "slope_40", "change", "initial_slope", "trials_to_peak"];

    /// <summary>Which differences of the baseline's activity count as fluctuations.</summary>
    public CovarianceKind Covariance { get; init; } = CovarianceKind.Residual;

    /// <summary>The learning speed that the relation is about: "slope", "slope_40", "change", "initial_slope" or "trials_to_peak".</summary>
    public string Measure { get; init; } = "slope";

    /// <summary>The column of the table that the partial correlation holds fixed; "open_loop" by default, because it shares no noise with the speeds.</summary>
    public string Covariate { get; init; } = "open_loop";

    /// <summary>The number of each target's first trials that speeds and the default verdict rest on; 75 as in Hennig et al. 2021, doi 10.1038/s41593-021-00822-8.</summary>
    public int Window { get; init; } = 75;

    /// <summary>The key of everything drawn at random.</summary>
    public Seed Seed { get; init; }

    internal void Check()
    {
        SessionChecks.Known(Measure, Measures, "measure");
        SessionChecks.Known(Covariate, TargetRow.ColumnNames, "covariate");
        Require.AtLeast(Window, TrialSeries.MovingMeanLength, "window");
        if (!Enum.IsDefined(Covariance))
            throw Require.Refused("covariance", Covariance, "a kind of covariance");
    }
}
