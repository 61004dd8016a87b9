namespace FlrInterop;

/// <content>Tasks in time.</content>
public static partial class Flr
{
    /// <summary>
    /// Predicted initial speeds of learning a task in time, from the model: dX_k/ds = χ(kω)(ḡ ∘ Ḡ X_k), with X_k the harmonics of the periodic state,
    /// ḡ its mean slope and Ḡ the rule's mean over a period; s = ε t.
    /// </summary>
    /// <remarks>χ(ω) = (1 + s − diag(ḡ) J)⁻¹ with s = (e^{iωh} − 1)/h for Euler steps h. The rule's noise term is left out.</remarks>
    /// <param name="source">The network.</param>
    /// <param name="task">The task, each map learned on its own.</param>
    /// <param name="rule">hebbian, error-driven, kurikawa-kaneko or readout-error.</param>
    /// <param name="options">Step, and whether the slope follows the activity; null for the defaults.</param>
    /// <param name="cancellation">Ends the search for periodic states.</param>
    /// <returns>Speeds, shape (maps,); the status names a map whose state does not repeat.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The rule has no average over a period, or the estimator or evoked activity needs an activity.</exception>
    public static PeriodicPrediction PredictSpeed(
        Network source, PeriodicTask task, LearningRule rule, PeriodicOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        options ??= new PeriodicOptions();
        Require.Shape([task.Units], "the task's units", "the network's (units,)", source.Units);
        if (Estimators.ForNetwork(options.Estimator ?? Estimators.Linearised) != Estimators.Linearised)
            throw Require.Refused("estimator", $"'{options.Estimator}'", "'linearised' for speeds predicted from a network");
        if (options.Evoked is not null)
            throw Require.Refused("evoked", "given", "nothing for a network: its evoked state is computed");
        return PeriodicModelPrediction.Predict(source, task, rule, options, cancellation);
    }

    /// <summary>Predicted initial speeds of learning a task in time, from activity before learning: the same relation, χ(kω) by an estimator.</summary>
    /// <remarks>Equal-time: χ(ω) = C (D + iωC)⁻¹, with D from the first two lags where it is unknown; a static C / D is not enough.</remarks>
    /// <param name="source">The activity, with its covariance, and lags where the estimator needs them.</param>
    /// <param name="task">The task, each map learned on its own.</param>
    /// <param name="rule">hebbian, error-driven, kurikawa-kaneko or readout-error.</param>
    /// <param name="options">Estimator and evoked activity; null for the defaults.</param>
    /// <returns>Speeds, shape (maps,).</returns>
    /// <exception cref="ShapeException">Units or maps differ between source, task and evoked activity.</exception>
    /// <exception cref="ParameterException">The source does not know what the estimator needs, or the rule has no average over a period.</exception>
    /// <exception cref="NumericalException">χ(ω) cannot be estimated from this activity.</exception>
    public static PeriodicPrediction PredictSpeed(Activity source, PeriodicTask task, LearningRule rule, PeriodicOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        return PeriodicActivityPrediction.Predict(source, task, rule, options ?? new PeriodicOptions());
    }
}
