using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PredictLearningTimeOperation : Operation
{
    public override string Name => "predict_learning_time";

    public override string Documentation => "Times to learn each map, per unit learning rate: by the adiabatic flow of a network, or by the formula from what is known before learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity before learning, or a network."),
        new("task", "task", "The input–output pairs."),
        RuleSpec.Parameter,
        new("threshold", "float", "The overlap at which a map counts as learned.", "0.8"),
        new("method", "text?", "\"adiabatic\" (network) or \"formula\"; null for the one that fits the source.", "null"),
        new("estimator", "text?", "The estimator of the susceptibility; null for the one that fits the source.", "null"),
        new("evoked", "array or activity?", "What the inputs evoke before learning: a mean, shape (maps, units), float64, or an activity; null where unknown.", "null"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        InputOutputMap task = spec.Object("task").Read<InputOutputMap>();
        LearningRule rule = spec.Rule();
        var options = new TimeOptions
        {
            Threshold = spec.Number("threshold"),
            Method = spec.TextOrNull("method"),
            Speed = spec.Prediction(),
            Threads = spec.WholeOrNull("threads"),
        };
        job.Say("predicting learning times");
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => Flr.PredictLearningTime(activity, task, rule, options),
            network => Flr.PredictLearningTime(network, task, rule, options, job.Progress, job.Cancellation)));
    }
}
