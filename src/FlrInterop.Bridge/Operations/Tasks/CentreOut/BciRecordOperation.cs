using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BciRecordOperation : Operation
{
    public override string Name => "bci.record";

    public override string Documentation => "Activity under every cue, before anything is learned.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("model", "centre-out-model", "The network and its cues."),
        new("trials", "int", "Trials of each target.", "40"),
        new("bins", "int", "Bins of each trial.", "10"),
        new("interval", "float", "The time from one bin to the next.", "10.0", "τ"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        CentreOutRecording found = CentreOutSimulator.Record(
            spec.Object("model").Read<CentreOutModel>(), spec.Whole("trials"), spec.Whole("bins"), spec.Number("interval"), spec.Seed("rng"), job.Cancellation);
        reply.Fields.Text("status", found.Status);
        reply.Array("activity", found.Activity);
        reply.Array("target", found.Target);
        reply.Array("trial", found.Trial);
        reply.Array("wanted", found.Direction);
    }
}
