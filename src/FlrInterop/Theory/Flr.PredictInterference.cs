using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Several maps in one network.</content>
public static partial class Flr
{
    /// <summary>How learning map a moves the overlap of map b, from the model: ξ_bᵀ χ_b (g_b ∘ Ḡ_a x*_b) / N.</summary>
    /// <param name="source">The network.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A matrix, shape (maps, maps).</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The rule has no mean drive.</exception>
    public static InterferencePrediction PredictInterference(Network source, InputOutputMap task, LearningRule rule, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", source.Units);
        rule = rule.For(source, task);
        RequireMeanDrive(rule);
        MemoryNeed.RequireMatrices("predict the interference of all maps", source.Units, task.Maps * LinearResponse.Matrices(source.Coupling));
        double[] spontaneous = EvokedModel.Spontaneous(source);
        EvokedModel[] maps = [.. Enumerable.Range(0, task.Maps).Select(map => EvokedModel.At(source, task, map, spontaneous, cancellation))];
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> values, task.Maps, task.Maps);
        for (int a = 0; a < task.Maps; a++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int b = 0; b < task.Maps; b++)
                values[(a * task.Maps) + b] = TensorPrimitives.Dot(task.Targets.Row(b), maps[a].Velocity(rule, maps[b])) / task.Units;
        }

        string[] status = [.. maps.Select(map => map.Evoked.Status)];
        return new InterferencePrediction { Matrix = matrix, Rule = rule.Description, Estimator = Estimators.Linearised, Status = RunStatus.OfMaps(status) };
    }

    /// <summary>How learning map a moves the overlap of map b, from activity before learning: χ_b from the covariance, evoked by input b where the source is evoked.</summary>
    /// <param name="source">The activity, with its covariance.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Estimator and evoked activity; null for the defaults.</param>
    /// <returns>A matrix, shape (maps, maps).</returns>
    /// <exception cref="ShapeException">Units or maps differ between source, task and evoked activity.</exception>
    /// <exception cref="ParameterException">FLR2 was asked for, or the rule needs what the source does not know.</exception>
    public static InterferencePrediction PredictInterference(Activity source, InputOutputMap task, LearningRule rule, PredictionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        RequireMeanDrive(rule);
        options ??= new PredictionOptions();
        if (options.Relation == PredictionOptions.Flr2)
            throw Require.Refused("relation", "'flr2'", "'flr1': FLR2 speaks of one map");
        var activity = new ActivityPrediction(source, task, rule, options);
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> values, task.Maps, task.Maps);
        double[] velocity = new double[task.Units];
        for (int a = 0; a < task.Maps; a++)
        {
            for (int b = 0; b < task.Maps; b++)
            {
                activity.Velocity(a, b, velocity);
                values[(a * task.Maps) + b] = TensorPrimitives.Dot<double>(task.Targets.Row(b), velocity) / task.Units;
            }
        }

        return new InterferencePrediction { Matrix = matrix, Rule = rule.Description, Estimator = options.Estimator ?? Estimators.EqualTime, Status = source.Status };
    }

    private static void RequireMeanDrive(LearningRule rule)
    {
        if (!rule.HasMeanDrive)
            throw new ParameterException($"the rule '{rule.Name}' has no mean drive, expected one. Hint: measure its speed instead of predicting it");
    }
}
