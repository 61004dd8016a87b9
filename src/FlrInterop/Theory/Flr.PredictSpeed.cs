namespace FlrInterop;

/// <summary>The fluctuation–learning relationship: how fast a circuit will learn, from its activity before learning.</summary>
/// <remarks>Kurikawa &amp; Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.</remarks>
public static partial class Flr
{
    /// <summary>
    /// Predicted initial learning speeds from activity before learning: velocity v = χ (g ∘ Ḡ x̄), speed = ξᵀv / N, with χ = C / D
    /// unless another estimator is asked for.
    /// </summary>
    /// <remarks>
    /// x̄ is the activity that the input evokes: as given, or of an evoked source its mean, or else χ (g γ η). g is β φ' at that
    /// state where the source knows it, else 1. With the noise unknown C stands for χ and speeds are relative.
    /// FLR2: speed = ḡ/D · (ξᵀCξ / N)(x̄ᵀx̄ / N).
    /// </remarks>
    /// <param name="source">The activity, with its covariance.</param>
    /// <param name="task">Inputs and targets, each map learned on its own.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Relation, estimator and evoked activity; null for the defaults.</param>
    /// <returns>Speeds, shape (maps,), per unit learning rate and per τ.</returns>
    /// <exception cref="ShapeException">Units or maps differ between source, task and evoked activity.</exception>
    /// <exception cref="ParameterException">The source has no covariance, or the rule needs what it does not know.</exception>
    public static SpeedPrediction PredictSpeed(Activity source, InputOutputMap task, LearningRule rule, PredictionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        RequireMeanDrive(rule);
        options ??= new PredictionOptions();
        return new ActivityPrediction(source, task, rule, options).Predict();
    }

    /// <summary>
    /// Predicted initial learning speeds from the model: v = (1 − diag(g) J)⁻¹ (g ∘ Ḡ x*), speed = ξᵀv / N, with x* the fixed point
    /// under the input and g = β φ'(β(J x* + γ η)); the rule's noise term is left out.
    /// </summary>
    /// <param name="source">The network.</param>
    /// <param name="task">Inputs and targets, each map learned on its own.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Relation and estimator; null for the defaults.</param>
    /// <returns>Speeds, shape (maps,), per unit learning rate and per τ; the status names the maps without a fixed point.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">FLR2 or evoked activity was asked for: a network is not activity.</exception>
    public static SpeedPrediction PredictSpeed(Network source, InputOutputMap task, LearningRule rule, PredictionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        RequireMeanDrive(rule);
        options ??= new PredictionOptions();
        if (Estimators.ForNetwork(options.Estimator ?? Estimators.Linearised) != Estimators.Linearised)
            throw Require.Refused("estimator", $"'{options.Estimator}'", "'linearised' for speeds predicted from a network");
        if (options.Relation == PredictionOptions.Flr2)
            throw Require.Refused("relation", "'flr2'", "'flr1' for a network", "FLR2 speaks of the variance of activity: predict from simulate(network)");
        if (options.Evoked is not null || options.EvokedMean is not null)
            throw Require.Refused("evoked", "given", "nothing for a network: its evoked state is computed");
        return ModelPrediction.Predict(source, task, rule);
    }
}
