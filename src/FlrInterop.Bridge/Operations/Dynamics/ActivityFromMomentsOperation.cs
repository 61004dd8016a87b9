using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class ActivityFromMomentsOperation : Operation
{
    public override string Name => "activity.from_moments";

    public override string Documentation => "Activity from the caller's mean and covariance.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("mean", "array", "The mean, shape (units,), evoked (maps, units), float64."),
        new("covariance", "array", "The covariance, shape (units, units), evoked (maps, units, units), float64."),
        new("state", "text", "\"spontaneous\" or \"evoked\".", "\"spontaneous\""),
        new("noise", "float?", "The noise intensity D; null where unknown.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job) => reply.Noun("activity", Activity.FromMoments(
        spec.Array<double>("mean"),
        spec.Array<double>("covariance"),
        ActivityCodec.ParseState(spec.Text("state"), "state"),
        spec.NumberOrNull("noise")));
}
