using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class RankDecodersOperation : Operation
{
    public override string Name => "rank_decoders";

    public override string Documentation => "Which perturbation of a decoder will be learned fastest, from activity before learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "session or decoder-baseline", "A session, or what is known before."),
        new("kind", "text", "\"within-manifold\" or \"outside-manifold\"."),
        new("candidates", "int", "Permutations to draw.", "10000"),
        new("decoder", "latent-decoder?", "The old decoder; null for the first block's of a session of latents.", "null"),
        new("angle_range", "range", "The angle of each row of B to the old one, degrees.", "[20, 75]", "deg"),
        new("speed_ratio_range", "range", "The mean open-loop speed over that of the old decoder.", "[0.3, 1.5]"),
        new("progress_range", "range", "The mean open-loop progress over v*.", "[0, 0.7]"),
        new("norm_ratio_range", "range", "|B|² over that of the old decoder.", "[0.8, 1.25]"),
        new("wanted_speed", "float?", "v*; null for the mean progress through the old decoder.", "null"),
        new("intervals", "int", "How many of the first rows get an interval.", "100"),
        new("resamples", "int", "Resamples of the trials behind an interval.", "200"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("rng", "seed", "The key of the permutations and of the resamples."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var options = new RankOptions
        {
            AngleRange = Range(spec, "angle_range"),
            SpeedRatioRange = Range(spec, "speed_ratio_range"),
            ProgressRange = Range(spec, "progress_range"),
            NormRatioRange = Range(spec, "norm_ratio_range"),
            WantedSpeed = spec.NumberOrNull("wanted_speed"),
            Intervals = spec.Whole("intervals"),
            Resamples = spec.Whole("resamples"),
            Threads = spec.WholeOrNull("threads"),
            Seed = spec.Seed("rng"),
        };
        PerturbationKind kind = PerturbationKinds.Parse(spec.Text("kind"));
        int candidates = spec.Whole("candidates");
        LatentDecoder? decoder = spec.ObjectOrNull("decoder")?.Read<LatentDecoder>();
        job.Say("ranking");
        reply.Noun(Ranked(spec.Object("source"), decoder, kind, candidates, options, job));
    }

    private static DecoderRanking Ranked(WireReader source, LatentDecoder? decoder, PerturbationKind kind, int candidates, RankOptions options, JobContext job)
    {
        bool isBaseline = source.TextOrNull("kind") == DecoderBaselineCodec.KindName;
        if (isBaseline && decoder is null)
            throw Require.Refused("decoder", "null", "the old decoder, since a baseline holds none");
        if (decoder is null)
            return Flr.RankDecoders(source.Read<BciSession>(), kind, candidates, options, job.Progress, job.Cancellation);
        DecoderBaseline baseline = isBaseline ? source.Read<DecoderBaseline>() : DecoderBaseline.FromSession(source.Read<BciSession>());
        return Flr.RankDecoders(baseline, decoder, kind, candidates, options, job.Progress, job.Cancellation);
    }

    private static ClosedRange Range(WireReader spec, string name)
    {
        Interval ends = spec.Interval(name);
        return new ClosedRange(ends.Low, ends.High);
    }
}
