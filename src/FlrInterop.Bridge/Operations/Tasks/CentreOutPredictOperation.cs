using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CentreOutPredictOperation : Operation
{
    public override string Name => "task.centre_out.predict";

    public override string Documentation => "How fast a decoder will be learned, from a network or from activity recorded before learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("task", "task", "Cues, directions, decoder and wanted speed."),
        new("network", "network?", "The network; null to predict from activity.", "null"),
        new("activity", "array?", "x, shape (bins, units), float64.", "null"),
        new("target", "array?", "The target of each bin, shape (bins,), int32.", "null"),
        new("trial", "array?", "The trial of each bin, shape (bins,), int64.", "null"),
        new("noise", "float?", "D; null where unknown: speeds are relative.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        CentreOut task = spec.Object("task").Read<CentreOut>();
        DecoderBaseline baseline = spec.ObjectOrNull("network") is { } network
            ? DecoderBaseline.FromNetwork(network.Read<Network>(), task.Cues, task.Directions, job.Cancellation)
            : DecoderBaseline.FromSamples(
                spec.Array<double>("activity"), spec.Array<int>("target"), spec.Array<long>("trial"), task.Directions, spec.NumberOrNull("noise"));
        DecoderPrediction told = Flr.PredictDecoder(baseline, task.Decoder, task.WantedSpeed);
        reply.Fields
            .Text("estimator", told.Estimator)
            .Set("noise_known", baseline.NoiseKnown)
            .Number("mean", told.Speed)
            .Number("own_target", told.OwnTarget)
            .Number("identity_null", told.IdentityNull)
            .Number("flr2", told.Flr2)
            .Number("time_to_criterion", told.TimeToCriterion())
            .Array("speed", told.Interleaved)
            .Array("interference", told.Interference)
            .Array("error", told.Error)
            .Array("progress", told.Progress);
    }
}
