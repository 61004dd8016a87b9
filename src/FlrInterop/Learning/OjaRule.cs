using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Oja's rule with the target clamped: G_ij = ξ_i (x_j − ξ_i J_ij) / N, a Hebbian rule whose weights decay with the postsynaptic square.</summary>
/// <remarks>
/// Mean drive, s = |x̄|², u = J x̄: clamped ξ ∘ (s − ξ ∘ u) / N; unsupervised (x̄ in place of ξ) x̄ ∘ (s − x̄ ∘ u) / N, plus the noise
/// term C x̄ / N where the covariance is given; with the decay not divided by N, −(post)² ∘ u in place of −(post)² ∘ u / N.
/// Oja, J. Math. Biol. 15 (1982) 267–273, doi 10.1007/BF00275687.
/// </remarks>
public sealed class OjaRule : LearningRule
{
    /// <summary>The postsynaptic factor is the unit's own activity instead of the target.</summary>
    public bool Unsupervised { get; init; }

    /// <summary>The decay is at full strength, −(post)² J_ij, instead of divided by N.</summary>
    public bool FullDecay { get; init; }

    /// <inheritdoc/>
    public override string Name => "oja";

    /// <inheritdoc/>
    public override string Description => Described(Name, Unsupervised ? "unsupervised" : null, FullDecay ? "full decay" : null);

    /// <inheritdoc/>
    public override RuleProperties Properties => Unsupervised ? RuleProperties.Local : RuleProperties.Local | RuleProperties.Bounded;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        state.RequireRecurrentInput(Name);
        int units = drive.Length;
        double square = state.Square();
        ReadOnlySpan<double> post = Unsupervised ? state.Mean : state.Target, reached = state.PresynapticRecurrentInput;
        for (int i = 0; i < units; i++)
        {
            double noise = Unsupervised && !state.Covariance.IsEmpty
                ? TensorPrimitives.Dot(state.Covariance.Slice(i * units, units), state.Presynaptic)
                : 0;
            double decay = post[i] * post[i] * reached[i];
            drive[i] = (((post[i] * square) + noise) / units) - (FullDecay ? decay : decay / units);
        }
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units, decay = FullDecay ? step.Rate : scale;
        ReadOnlySpan<double> post = Unsupervised ? step.State : step.Target;
        for (int at = 0; at < growth.Length; at++)
        {
            growth[at] = scale * post[at];
            keep[at] = 1 - (decay * post[at] * post[at]);
        }
    }

    internal override bool MeanReadsWeights => false;

    internal override bool KeepsRank(ReadOnlySpan<double> target)
    {
        double size = Math.Abs(target[0]);
        foreach (double one in target)
        {
            if (Math.Abs(one) != size)
                return false;
        }

        return !Unsupervised;
    }
}
