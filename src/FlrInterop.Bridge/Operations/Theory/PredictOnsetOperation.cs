using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PredictOnsetOperation : Operation
{
    public override string Name => "predict_onset";

    public override string Documentation => "When a wave that is taught by the Hebbian rule begins to go on by itself.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity before learning, or a network."),
        new("task", "task", "The waves, each learned on its own."),
        new("estimator", "text?", "\"equal-time\", \"lagged\" or \"one-lag\" (activity), \"linearised\" (network); null for the one that fits the source.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        if (AnyTask.Read(spec.Object("task")) is not CosineWave task)
            throw new ParameterException("the task is no cosine-wave, expected waves: only they may go on by themselves. Hint: CosineWave.rhythm");
        string? estimator = spec.TextOrNull("estimator");
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => Flr.PredictOnset(activity, task, estimator ?? Estimators.EqualTime, job.Cancellation),
            network => estimator is null or Estimators.Linearised
                ? Flr.PredictOnset(network, task, job.Cancellation)
                : throw Require.Refused("estimator", $"'{estimator}'", "'linearised' for a network")));
    }
}
