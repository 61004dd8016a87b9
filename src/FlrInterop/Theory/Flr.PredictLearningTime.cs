using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Total learning times.</content>
public static partial class Flr
{
    /// <summary>
    /// Predicted times to learn each map on its own, from the model: by the adiabatic flow dJ/ds = Ḡ(x*(J), J), or by the formula
    /// from what is known before learning.
    /// </summary>
    /// <param name="source">The network.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Threshold and method; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends it within a fraction of a second.</param>
    /// <returns>Times, shape (maps,), per unit learning rate: divide by ε.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The rule has no slow flow, or evoked activity was given: a network is not activity.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static TimePrediction PredictLearningTime(
        Network source,
        InputOutputMap task,
        LearningRule rule,
        TimeOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", source.Units);
        rule = rule.For(source, task);
        options ??= new TimeOptions();
        if (Estimators.ForNetwork(options.Speed?.Estimator ?? Estimators.Linearised) != Estimators.Linearised)
            throw Require.Refused("estimator", $"'{options.Speed!.Estimator}'", "'linearised' for times predicted from a network");
        if (options.Speed is { Evoked: not null } or { EvokedMean: not null })
            throw Require.Refused("evoked", "given", "nothing for a network: its evoked state is computed");
        return new ModelTimes(source, task, rule, options).Predict(progress, cancellation);
    }

    /// <summary>
    /// Predicted times to learn each map on its own, from activity before learning alone: the initial speed v₀ of
    /// <see cref="PredictSpeed(Activity, InputOutputMap, LearningRule, PredictionOptions?)"/> and
    /// dm/ds = v₀ F(m) / F(m₀), F = (1 − m)(1 − m²)(q + m²(1 − q)), q = |x̄|² / N (without 1 − m for a rule that goes on at the target).
    /// </summary>
    /// <param name="source">The activity, with its covariance.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Threshold, and how speeds are predicted; null for the defaults.</param>
    /// <returns>Times, shape (maps,), per unit learning rate: divide by ε.</returns>
    /// <exception cref="ShapeException">Units or maps differ between source, task and evoked activity.</exception>
    /// <exception cref="ParameterException">The adiabatic flow was asked for: it needs the model.</exception>
    public static TimePrediction PredictLearningTime(Activity source, InputOutputMap task, LearningRule rule, TimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        options ??= new TimeOptions();
        if (options.Method == TimeOptions.Adiabatic)
            throw Require.Refused("method", "'adiabatic'", "'formula' for an activity", "the slow flow of the weights needs a network");
        PredictionOptions speedOptions = options.Speed ?? new PredictionOptions();
        var activity = new ActivityPrediction(source, task, rule, speedOptions);
        SpeedPrediction speeds = activity.Predict();
        NdArray<double> time = NdArray<double>.Create(out Span<double> times, task.Maps);
        string[] status = new string[task.Maps];
        for (int map = 0; map < task.Maps; map++)
        {
            ReadOnlySpan<double> mean = activity.Mean(map);
            (times[map], status[map]) = TimeFormula.Of(
                speeds.Speed[map],
                TensorPrimitives.Dot(task.Targets.Row(map), mean) / task.Units,
                TensorPrimitives.SumOfSquares(mean) / task.Units,
                options.Threshold,
                rule.Properties.HasFlag(RuleProperties.Corrective));
        }

        return new TimePrediction
        {
            Time = time,
            Method = TimeOptions.Formula,
            Rule = rule.Description,
            Threshold = options.Threshold,
            MapStatus = status,
            Status = RunStatus.OfMaps(status),
        };
    }
}
