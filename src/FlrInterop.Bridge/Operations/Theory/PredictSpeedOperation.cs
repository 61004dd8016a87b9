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
        new("estimator", "text?", "\"equal-time\", \"lagged\" or \"one-lag\" (activity), \"linearised\" (network); null for the one that fits the source.", "null"),
        new("evoked", "array, activity or periodic activity?", "What the inputs evoke before learning: a mean, shape (maps, units), float64, an activity, or the harmonics of a periodic one; null where unknown.", "null"),
        new("step", "float?", "Tasks in time: the Euler step that the network will be run with; null for 0.1 from a network and for continuous time from activity.", "null", "τ"),
        new("follow_slope", "bool", "Tasks in time, from a network: the slope g follows the activity through the period, as large amplitudes need.", "false"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LearningTask task = AnyTask.Read(spec.Object("task"));
        LearningRule rule = spec.Rule();
        if (task is PeriodicTask inTime)
            InTime(spec, inTime, rule, reply, job);
        else
            Constant(spec, AnyTask.Maps(task, "predict_speed"), rule, reply);
    }

    private static void Constant(WireReader spec, InputOutputMap task, LearningRule rule, Reply reply)
    {
        if (spec.NumberOrNull("step") is not null || spec.FlagOrNull("follow_slope") == true)
            throw new ParameterException("step or follow_slope was given, expected neither: the task's inputs are constant");
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

    private static void InTime(WireReader spec, PeriodicTask task, LearningRule rule, Reply reply, JobContext job)
    {
        string relation = new PredictionOptions { Relation = spec.Text("relation") }.Relation;
        if (relation != PredictionOptions.Flr1)
            throw Require.Refused("relation", $"'{relation}'", "'flr1' for a task in time");
        var options = new PeriodicOptions
        {
            Estimator = spec.TextOrNull("estimator"),
            Step = spec.NumberOrNull("step"),
            FollowSlope = spec.FlagOrNull("follow_slope") ?? false,
            Evoked = Evoked(spec, task),
        };
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => Flr.PredictSpeed(activity, task, rule, options),
            network => Flr.PredictSpeed(network, task, rule, options, job.Cancellation)));
    }

    private static PeriodicActivity? Evoked(WireReader spec, PeriodicTask task)
    {
        if (spec.Json.GetProperty("evoked").ValueKind == JsonValueKind.String)
            throw new ParameterException("evoked is an array, expected a periodic activity for a task in time. Hint: measure_speed(…).evoked, or PeriodicActivity.from_samples");
        if (spec.ObjectOrNull("evoked") is not { } wire)
            return null;
        PeriodicActivity given = wire.Read<PeriodicActivity>();
        const double same = 1e-9;
        if (Math.Abs(given.Omega - task.Omega) > same * task.Omega)
            throw Require.Refused("evoked.omega", given.Omega, FormattableString.Invariant($"the task's, {task.Omega}"));
        return PeriodicActivity.FromComponents(given.Omega, given.Components);
    }
}
