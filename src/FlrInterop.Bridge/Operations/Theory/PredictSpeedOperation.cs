using System.Text.Json;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PredictSpeedOperation : Operation
{
    public override string Name => "predict_speed";

    public override string Documentation => "Initial learning speeds by the fluctuation–learning relationship, from activity before learning or from the network.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity before learning, or a network."),
        new("task", "task", "The input–output pairs to be learned, each on its own."),
        RuleSpec.Parameter,
        new("relation", "text", "\"flr1\" or \"flr2\".", "\"flr1\""),
        new("estimator", "text?", "\"equal-time\" (activity), \"linearised\" (network); null for the one that fits the source.", "null"),
        new("evoked", "array or activity?", "What the inputs evoke before learning: a mean, shape (maps, units), float64, or an activity; null where unknown.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        InputOutputMap task = spec.Object("task").Read<InputOutputMap>();
        LearningRule rule = spec.Rule();
        bool isActivity = spec.Json.GetProperty("evoked").ValueKind == JsonValueKind.Object;
        var options = new PredictionOptions
        {
            Relation = spec.Text("relation"),
            Estimator = spec.TextOrNull("estimator"),
            Evoked = isActivity ? spec.Object("evoked").Read<Activity>() : null,
            EvokedMean = isActivity ? null : spec.ArrayOrNull<double>("evoked"),
        };
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => Flr.PredictSpeed(activity, task, rule, options),
            network => Flr.PredictSpeed(network, task, rule, options)));
    }
}
