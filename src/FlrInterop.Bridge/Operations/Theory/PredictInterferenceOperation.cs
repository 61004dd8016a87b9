using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PredictInterferenceOperation : Operation
{
    public override string Name => "predict_interference";

    public override string Documentation => "How learning one map moves the overlaps of the others, from activity before learning or from the network.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity before learning, or a network."),
        new("task", "task", "The input–output pairs."),
        RuleSpec.Parameter,
        new("estimator", "text?", "The estimator of the susceptibility; null for the one that fits the source.", "null"),
        new("evoked", "array or activity?", "What the inputs evoke before learning: a mean, shape (maps, units), float64, or an activity; null where unknown.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        InputOutputMap task = spec.Object("task").Read<InputOutputMap>();
        LearningRule rule = spec.Rule();
        PredictionOptions options = spec.Prediction();
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => Flr.PredictInterference(activity, task, rule, options),
            network => options.Estimator is null or Estimators.Linearised
                ? Flr.PredictInterference(network, task, rule, job.Cancellation)
                : throw Require.Refused("estimator", $"'{options.Estimator}'", "'linearised' for a network")));
    }
}
