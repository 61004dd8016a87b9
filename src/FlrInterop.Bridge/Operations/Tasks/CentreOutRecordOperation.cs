using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CentreOutRecordOperation : Operation
{
    public override string Name => "task.centre_out.record";

    public override string Documentation => "Activity under every cue, before anything is learned.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("cues", "array", "η_a, shape (targets, units), float64; at most 8 targets."),
        new("directions", "array", "u_a, shape (targets, 2), float64."),
        new("trials", "int", "Trials of each target.", "40"),
        new("bins", "int", "Bins of each trial.", "10"),
        new("interval", "float", "The time from one bin to the next.", "10.0", "τ"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        job.Say("recording");
        CentreOutRecording found = CentreOutSimulator.Record(
            CentreOutModel.From(spec.Object("network").Read<Network>(), spec.Array<double>("cues"), spec.Array<double>("directions")),
            spec.Whole("trials"),
            spec.Whole("bins"),
            spec.Number("interval"),
            spec.Seed("rng"),
            job.Cancellation);
        reply.Fields
            .Text("status", found.Status)
            .Array("activity", found.Activity)
            .Array("target", found.Target)
            .Array("trial", found.Trial)
            .Array("direction", found.Direction);
    }
}
