using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SurrogateLearnOperation : Operation
{
    public override string Name => "surrogate.learn";

    public override string Documentation => "A session's surrogate learns the new decoder; the speeds of its targets beside the animal's.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session", "The recorded session."),
        new("covariance", "text", "\"residual\", \"total\", \"within-trial\" or \"trial-mean\".", "\"residual\""),
        new("slowest", "float", "The longest relaxation time that the network may have.", "50.0", "τ"),
        new("measure", "text", "\"slope\", \"slope_40\", \"change\", \"initial_slope\" or \"trials_to_peak\".", "\"slope\""),
        new("rng", "seed", "The key of the permutations.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var fit = new FitOptions { Measure = spec.Text("measure"), Covariance = CovarianceKinds.Parse(spec.Text("covariance")), Seed = spec.Seed("rng") };
        SurrogateLearning found = Flr.SurrogateLearning(spec.Object("session").Read<BciSession>(), fit, SurrogateOperation.Options(spec), job.Cancellation);
        reply.Fields
            .Number("rho", found.Rho)
            .Interval("interval", found.Interval)
            .Number("p", found.P)
            .Text("learning", found.Learning)
            .Text("status", found.Status);
        reply.Array("target_deg", found.TargetDeg);
        reply.Array("simulated", found.Simulated);
        reply.Array("predicted", found.Predicted);
        reply.Array("animal", found.Animal);
    }
}
