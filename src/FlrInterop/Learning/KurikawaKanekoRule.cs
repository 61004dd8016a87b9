namespace FlrInterop;

/// <summary>The rule of Kurikawa and Kaneko: G_ij = (ξ_i − x_i)(x_j − u_i J_ij) / N, u = J x; its second term keeps each row bounded.</summary>
/// <remarks>Mean drive Ḡ x̄ = (ξ − x̄) ∘ (s − u ∘ u) / N, s = |x̄|². Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w.</remarks>
public sealed class KurikawaKanekoRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "kurikawa-kaneko";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.Bounded | RuleProperties.Corrective;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        state.RequireRecurrentInput(Name);
        double square = state.Square();
        ReadOnlySpan<double> reached = state.PresynapticRecurrentInput;
        for (int i = 0; i < drive.Length; i++)
            drive[i] = (state.Target[i] - state.Mean[i]) * (square - (state.RecurrentInput[i] * reached[i])) / drive.Length;
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units;
        for (int at = 0; at < growth.Length; at++)
        {
            growth[at] = scale * (step.Target[at] - step.State[at]);
            keep[at] = 1 - (growth[at] * step.RecurrentInput[at]);
        }
    }

    internal override bool MeanReadsWeights => false;
}
