using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SessionActivityOperation : Operation
{
    public override string Name => "session.activity";

    public override string Documentation => "The mean activity of every target and the pooled covariance of a block, as evoked activity.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session", "The recorded session."),
        new("block", "text?", "The block's name; null for the first.", "null"),
        new("covariance", "text", "\"residual\", \"total\", \"within-trial\" or \"trial-mean\".", "\"residual\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        BaselineActivity baseline = spec.Object("session").Read<BciSession>().Activity(spec.TextOrNull("block"), CovarianceKinds.Parse(spec.Text("covariance")));
        reply.Noun("activity", baseline.ToActivity());
        reply.Array("target_deg", baseline.TargetDeg);
    }
}
