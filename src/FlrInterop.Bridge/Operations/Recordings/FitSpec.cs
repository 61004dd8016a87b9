using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>The parameters that every operation on a fit has, and what is made of them.</summary>
internal static class FitSpec
{
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session", "The recorded session."),
        new("covariance", "text", "\"residual\", \"total\", \"within-trial\" or \"trial-mean\".", "\"residual\""),
        new("measure", "text", "\"slope\", \"slope_40\", \"change\", \"initial_slope\" or \"trials_to_peak\".", "\"slope\""),
        new("covariate", "text?", "The column held fixed by the partial correlation; null for \"open_loop\".", "null"),
        new("rng", "seed", "The key of the permutations.", "\"0\""),
    ];

    public static FlrFit Run(WireReader spec, JobContext job)
    {
        var options = new FitOptions
        {
            Covariance = CovarianceKinds.Parse(spec.Text("covariance")),
            Measure = spec.Text("measure"),
            Seed = spec.Seed("rng"),
        };
        if (spec.TextOrNull("covariate") is string covariate)
            options = options with { Covariate = covariate };
        return Flr.Fit(spec.Object("session").Read<BciSession>(), options, job.Progress, job.Cancellation);
    }
}
