using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SurrogateOperation : Operation
{
    public override string Name => "surrogate";

    public override string Documentation => "A network whose stationary covariance and evoked means are those of a session's first block.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session", "The recorded session."),
        new("covariance", "text", "\"residual\", \"total\", \"within-trial\" or \"trial-mean\".", "\"residual\""),
        new("slowest", "float", "The longest relaxation time that the network may have.", "50.0", "τ"),
    ];

    public static SurrogateOptions Options(WireReader spec) => new()
    {
        Covariance = CovarianceKinds.Parse(spec.Text("covariance")),
        Slowest = spec.Number("slowest"),
    };

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Surrogate found = Flr.Surrogate(spec.Object("session").Read<BciSession>(), Options(spec));
        reply.Fields
            .Noun("model", found.Model)
            .Number("covariance_error", found.CovarianceError)
            .Number("mean_error", found.MeanError)
            .Whole("raised", found.Raised)
            .Number("slowest_time", found.SlowestTime)
            .Assumptions("assumptions", found.Assumptions);
        reply.Array("target_deg", found.TargetDeg);
        reply.Array("origin", found.Origin);
    }
}
