namespace FlrInterop;

/// <summary>
/// A learning rule dJ/dt = ε G(x, task): its mean drive Ḡ x̄, which the theory needs, and its update of J, which simulation needs.
/// </summary>
/// <remarks>
/// The shipped rules change each row of J in one way: J_ij ← c_i J_ij + g_i x_j. With the factor 1/N in g and c.
/// </remarks>
public abstract class LearningRule
{
    /// <summary>The name that Python uses.</summary>
    public abstract string Name { get; }

    /// <summary>What the rule is; tests hold it to this.</summary>
    public abstract RuleProperties Properties { get; }

    /// <summary>
    /// The mean drive Ḡ x̄ of the units while the input is on and J has not changed: what speed ∝ χ (g ∘ Ḡ x̄) needs.
    /// </summary>
    /// <param name="state">The evoked state and the target.</param>
    /// <param name="drive">Ḡ x̄, shape (units,); overwritten.</param>
    public abstract void MeanDrive(in EvokedState state, Span<double> drive);

    /// <summary>The update of every row in one step, for all trials of a chunk together.</summary>
    /// <param name="step">The state at the start of the step; entries (unit, trial) with the trial running fastest.</param>
    /// <param name="growth">g, entries (unit, trial); overwritten.</param>
    /// <param name="keep">c, entries (unit, trial); overwritten.</param>
    public abstract void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep);
}
