namespace FlrInterop;

/// <summary>The rule of Kurikawa and Kaneko: G_ij = (ξ_i − x_i)(x_j − u_i J_ij) / N, u = J x; its second term keeps each row bounded.</summary>
/// <remarks>Mean drive Ḡ x̄ = (ξ − x̄) ∘ (s − u ∘ u) / N, s = |x̄|². Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w.</remarks>
public sealed class KurikawaKanekoRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "kurikawa-kaneko";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.Bounded;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        if (state.RecurrentInput.IsEmpty)
        {
            throw new ParameterException(
                "the rule 'kurikawa-kaneko' needs the recurrent input u = φ⁻¹(x̄)/β − γ η, but the activity has no gain or input strength. "
                + "Hint: predict from a simulated activity or from the network");
        }

        double square = Drive.Square(state.Mean);
        for (int i = 0; i < drive.Length; i++)
        {
            double recurrent = state.RecurrentInput[i];
            drive[i] = (state.Target[i] - state.Mean[i]) * (square - (recurrent * recurrent)) / drive.Length;
        }
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units;
        for (int i = 0; i < step.Units; i++)
        {
            double target = step.Target[i];
            int first = i * step.Trials;
            for (int t = first; t < first + step.Trials; t++)
            {
                growth[t] = scale * (target - step.State[t]);
                keep[t] = 1 - (growth[t] * step.RecurrentInput[t]);
            }
        }
    }
}
