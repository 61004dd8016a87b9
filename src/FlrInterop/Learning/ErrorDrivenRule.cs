namespace FlrInterop;

/// <summary>Error-driven (perceptron, delta) learning: G_ij = (ξ_i − x_i) x_j / N.</summary>
/// <remarks>
/// Mean drive Ḡ x̄ = ((ξ − x̄) s − C x̄) / N, s = |x̄|²; the noise term −C x̄ / N is in where the covariance is given.
/// Widrow &amp; Hoff, IRE WESCON Conv. Rec. 4 (1960) 96–104.
/// </remarks>
public sealed class ErrorDrivenRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "error-driven";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.RankOne | RuleProperties.Corrective;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        int units = state.Mean.Length;
        double square = state.Square();
        for (int i = 0; i < units; i++)
        {
            double noise = state.Covariance.IsEmpty
                ? 0
                : System.Numerics.Tensors.TensorPrimitives.Dot(state.Covariance.Slice(i * units, units), state.Presynaptic);
            drive[i] = (((state.Target[i] - state.Mean[i]) * square) - noise) / units;
        }
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units;
        for (int at = 0; at < growth.Length; at++)
            growth[at] = scale * (step.Target[at] - step.State[at]);
        keep.Fill(1);
    }

    internal override bool MeanReadsWeights => false;
}
