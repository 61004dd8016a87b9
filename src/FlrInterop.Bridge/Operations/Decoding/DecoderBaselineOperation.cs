using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class DecoderBaselineOperation : Operation
{
    public override string Name => "decoder.baseline";

    public override string Documentation => "What is known before a new decoder is tried: from bins, from moments, from a network with its cues, or from a session; one of them.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session?", "A recorded session.", "null"),
        new("network", "network?", "A network; with cues.", "null"),
        new("cues", "array?", "η_a, shape (targets, units), float64.", "null"),
        new("means", "array?", "x̄_a, shape (targets, units), float64; with a covariance.", "null"),
        new("covariance", "array?", "C of the residuals, shape (units, units) or (targets, units, units), float64.", "null"),
        new("activity", "array?", "Bins of activity, shape (bins, units), float64; with target and trial.", "null"),
        new("target", "array?", "The place of each bin's target, shape (bins,), int32.", "null"),
        new("trial", "array?", "The trial of each bin, shape (bins,), int64.", "null"),
        new("directions", "array?", "u_a, shape (targets, 2), float64, unit vectors.", "null"),
        new("noise", "float?", "D; null where unknown.", "null"),
        new("origin", "array?", "The zero of activity, shape (units,), float64; null for 0.", "null"),
        new("per_target", "bool", "One covariance for every target instead of one for all.", "false"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        DecoderBaseline made = Made(spec, job);
        reply.Noun("baseline", made);
        reply.Array("gram", made.Gram);
    }

    private static DecoderBaseline Made(WireReader spec, JobContext job)
    {
        if (spec.ObjectOrNull("session") is { } session)
            return DecoderBaseline.FromSession(session.Read<BciSession>());
        NdArray<double> directions = spec.Array<double>("directions");
        if (spec.ObjectOrNull("network") is { } network)
            return DecoderBaseline.FromNetwork(network.Read<Network>(), spec.Array<double>("cues"), directions, job.Cancellation);
        double? noise = spec.NumberOrNull("noise");
        NdArray<double>? origin = spec.ArrayOrNull<double>("origin");
        return spec.ArrayOrNull<double>("means") is { } means
            ? DecoderBaseline.FromMoments(means, spec.Array<double>("covariance"), directions, noise, origin)
            : DecoderBaseline.FromSamples(
                spec.Array<double>("activity"),
                spec.Array<int>("target"),
                spec.Array<long>("trial"),
                directions,
                noise,
                origin,
                spec.FlagOrNull("per_target") ?? false);
    }
}
