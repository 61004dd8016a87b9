using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BciSessionOperation : Operation
{
    public override string Name => "bci.session";

    public override string Documentation => "A simulated session in the tables of a recorded one, and its answer.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("model", "centre-out-model?", "The network and its cues; null for one of 100 units.", "null"),
        new("decoder", "latent-decoder?", "The old decoder, of the units; null for one regressed on the latents of a recording.", "null"),
        new("perturbed", "latent-decoder?", "The new decoder, of the units; null for one at a place of the predicted ranking.", "null"),
        new("kind", "text", "\"within-manifold\" or \"outside-manifold\": how the new decoder is perturbed where it is not given.", "\"within-manifold\""),
        new("quantile", "float", "Its place in the ranking: 0 the fastest, 1 the slowest.", "0.25"),
        new("latents", "int", "The latents of the old decoder where it is not given.", "10"),
        new("activity", "text", "What the session holds: \"latents\" of the old decoder or \"units\".", "\"latents\""),
        new("baseline_trials", "int", "Trials of each target with the old decoder.", "40"),
        new("learning_trials", "int", "Trials of each target with the new decoder.", "75"),
        new("bins", "int", "Bins of each trial.", "10"),
        new("interval", "float", "The time from one bin to the next.", "5.0", "τ"),
        new("settle", "float", "Time under the cue before the first bin.", "30.0", "τ"),
        new("step", "float", "Integration step.", "0.05", "τ"),
        new("rise", "float", "The rise of progress that the rate is set for, over v*; 0 for a session in which nothing is learned.", "0.3"),
        new("speed_mm_s", "float", "What v* becomes.", "150.0", "mm/s"),
        new("distance_mm", "float", "The distance of the targets from the centre.", "125.0", "mm"),
        new("bin_s", "float", "The duration of a bin in the tables.", "0.045", "s"),
        new("rng", "seed", "The key of everything drawn at random."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Seed seed = spec.Seed("rng");
        var options = new SessionSimulationOptions
        {
            BaselineTrials = spec.Whole("baseline_trials"),
            LearningTrials = spec.Whole("learning_trials"),
            Bins = spec.Whole("bins"),
            Interval = spec.Number("interval"),
            Settle = spec.Number("settle"),
            Step = spec.Number("step"),
            Rise = spec.Number("rise"),
            SpeedMmS = spec.Number("speed_mm_s"),
            DistanceMm = spec.Number("distance_mm"),
            BinSeconds = spec.Number("bin_s"),
            Latents = Choice.OneOf("activity", spec.Text("activity"), ("latents", true), ("units", false)),
            Seed = seed,
        };
        CentreOutModel model = spec.ObjectOrNull("model")?.Read<CentreOutModel>() ?? CentreOutModel.Make(seed: seed);
        LatentDecoder old = spec.ObjectOrNull("decoder")?.Read<LatentDecoder>()
            ?? CentreOutDecoders.Intuitive(CentreOutSimulator.Record(model, seed: seed, cancellation: job.Cancellation), spec.Whole("latents"), seed, job.Cancellation);
        LatentDecoder changed = spec.ObjectOrNull("perturbed")?.Read<LatentDecoder>()
            ?? CentreOutDecoders.Perturbed(
                model, old, PerturbationKinds.Parse(spec.Text("kind")), spec.Number("quantile"), seed: seed, cancellation: job.Cancellation);
        job.Say("simulating");
        SimulatedSession found = CentreOutSimulator.Session(model, old, changed, options, job.Progress, job.Cancellation);
        reply.Fields
            .Number("rate", found.Rate)
            .Number("wanted_speed", found.WantedSpeed)
            .Text("status", found.Status)
            .Noun("session", found.Session)
            .Noun("model", found.Model)
            .Noun("intuitive", found.Intuitive)
            .Noun("perturbed", found.Perturbed)
            .Array("gained", found.Gained);
    }
}
