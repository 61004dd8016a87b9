using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class ActivityFromSamplesOperation : Operation
{
    public override string Name => "activity.from_samples";

    public override string Documentation => "Activity from the caller's samples.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("samples", "array", "The samples, shape (trials, times, units) or (times, units), evoked (maps, trials, times, units), float64."),
        new("step", "float?", "The time from one sample to the next; null where unknown.", "null", "τ or s"),
        new("state", "text", "\"spontaneous\" or \"evoked\".", "\"spontaneous\""),
        new("noise", "float?", "The noise intensity D; null where unknown.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job) => reply.Noun("activity", Activity.FromSamples(
        spec.Array<double>("samples"),
        spec.NumberOrNull("step"),
        ActivityCodec.ParseState(spec.Text("state"), "state"),
        spec.NumberOrNull("noise")));
}
