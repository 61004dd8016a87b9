using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BciMeasureOperation : Operation
{
    public override string Name => "bci.measure";

    public override string Documentation => "How fast progress rises when a decoder is learned by the error-driven rule: the same noise with and without learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("model", "centre-out-model", "The network and its cues; at most 8 targets."),
        new("decoder", "latent-decoder", "The decoder to be learned, of the units."),
        new("wanted_speed", "float", "v*, the velocity wanted along each direction."),
        new("repeats", "int", "Repeats with other noise.", "3"),
        new("step", "float", "Integration step.", "0.05", "τ"),
        new("settle", "float", "Time under the cue before learning begins.", "50.0", "τ"),
        new("duration", "float", "Time of learning; the slope is taken over its last two thirds.", "120.0", "τ"),
        new("rate", "float?", "ε; null for one that raises progress by about 2 % of v*.", "null"),
        new("trained_target", "int?", "The only target that is trained; null for all in turn.", "null"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        CentreOutModel model = spec.Object("model").Read<CentreOutModel>();
        var task = new CentreOut(model.Cues, model.Directions, spec.Object("decoder").Read<LatentDecoder>(), spec.Number("wanted_speed"));
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
        CentreOutMeasurement found = CentreOutSimulator.Measure(model.Network, task, options, job.Cancellation);
        reply.Fields.Number("speed", found.Speed).Number("standard_error", found.StandardError).Number("rate", found.Rate).Text("status", found.Status);
        reply.Array("per_target", found.PerTarget);
    }
}
