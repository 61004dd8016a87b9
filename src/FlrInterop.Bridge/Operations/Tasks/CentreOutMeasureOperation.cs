using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CentreOutMeasureOperation : Operation
{
    public override string Name => "task.centre_out.measure";

    public override string Documentation => "How fast progress through a decoder rises when it is learned, by paired simulation.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "Cues, directions, decoder and wanted speed; at most 8 targets."),
        new("repeats", "int", "Repeats with other noise.", "3"),
        new("step", "float", "Integration step.", "0.05", "τ"),
        new("settle", "float", "Time under the cue before learning.", "50.0", "τ"),
        new("duration", "float", "Time of learning; the slope is taken over its last two thirds.", "120.0", "τ"),
        new("rate", "float?", "The learning rate ε; null for one that raises progress by about 2 %.", "null", "1/τ"),
        new("trained_target", "int?", "The only target that is trained; null for all in turn.", "null"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var options = new CentreOutOptions
        {
            Repeats = spec.Whole("repeats"),
            Step = spec.Number("step"),
            Settle = spec.Number("settle"),
            Duration = spec.Number("duration"),
            Rate = spec.NumberOrNull("rate"),
            TrainedTarget = spec.WholeOrNull("trained_target"),
            Seed = spec.Seed("rng"),
        };
        job.Say("learning a decoder");
        CentreOutMeasurement found = CentreOutSimulator.Measure(
            spec.Object("network").Read<Network>(), spec.Object("task").Read<CentreOut>(), options, job.Cancellation);
        reply.Fields
            .Text("status", found.Status)
            .Number("mean", found.Speed)
            .Number("mean_standard_error", found.StandardError)
            .Number("rate", found.Rate)
            .Array("speed", found.PerTarget);
    }
}
