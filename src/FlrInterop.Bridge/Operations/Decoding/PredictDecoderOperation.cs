using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PredictDecoderOperation : Operation
{
    public override string Name => "predict_decoder";

    public override string Documentation => "How fast one decoder will be learned: speed, interference between targets, and the learning curve of the frozen kernel.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("baseline", "decoder-baseline", "What is known before."),
        new("decoder", "latent-decoder", "The new decoder."),
        new("wanted_speed", "float", "v*: the mean progress through the old decoder."),
        new("times", "array?", "Times s = ε t at which progress is wanted, shape (times,), float64.", "null", "τ"),
        new("fraction", "float", "The criterion of the time to it, as a fraction of v*.", "0.8"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        DecoderPrediction found = Flr.PredictDecoder(
            spec.Object("baseline").Read<DecoderBaseline>(), spec.Object("decoder").Read<LatentDecoder>(), spec.Number("wanted_speed"));
        reply.Fields
            .Number("speed", found.Speed)
            .Number("own_target", found.OwnTarget)
            .Number("identity_null", found.IdentityNull)
            .Number("flr2", found.Flr2)
            .Number("wanted_speed", found.WantedSpeed)
            .Text("estimator", found.Estimator)
            .Number("time_to_criterion", found.TimeToCriterion(spec.Number("fraction")));
        reply.Array("interference", found.Interference);
        reply.Array("interleaved", found.Interleaved);
        reply.Array("error", found.Error);
        reply.Array("progress", found.Progress);
        if (spec.ArrayOrNull<double>("times") is { } times)
            reply.Array("curve", found.Curve(times.Span));
    }
}
