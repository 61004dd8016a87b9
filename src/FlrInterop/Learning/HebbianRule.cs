namespace FlrInterop;

/// <summary>Hebbian learning with the target clamped: G_ij = ξ_i x_j / N.</summary>
/// <remarks>Mean drive Ḡ x̄ = ξ s / N, s = |x̄|². Hebb, The Organization of Behavior (1949); FLR2 of Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w.</remarks>
public sealed class HebbianRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "hebbian";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.RankOne | RuleProperties.Hebbian;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        double scale = state.Square() / state.Mean.Length;
        for (int i = 0; i < drive.Length; i++)
            drive[i] = state.Target[i] * scale;
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units;
        System.Numerics.Tensors.TensorPrimitives.Multiply(step.Target, scale, growth);
        keep.Fill(1);
    }

    internal override bool MeanReadsWeights => false;

    internal override bool KeepsRank(ReadOnlySpan<double> target) => true;
}
