namespace FlrInterop;

/// <summary>
/// A learning rule dJ/dt = ε G(x, task): its mean drive Ḡ x̄, which the theory needs, and its update of J, which simulation needs.
/// </summary>
/// <remarks>
/// Most rules change each row of J in one way: J_ij ← c_i J_ij + g_i x_j, with the factor 1/N in g and c; <see cref="Form"/> tells
/// the others. A rule itself is a value that never changes: what it remembers from step to step is made by <see cref="Begin"/>.
/// </remarks>
public abstract class LearningRule
{
    /// <summary>The name that Python uses.</summary>
    public abstract string Name { get; }

    /// <summary>The name, and in brackets the parameters that are not the default ones: what a result says of its rule.</summary>
    public virtual string Description => Name;

    /// <summary>What the rule is; tests hold it to this.</summary>
    public abstract RuleProperties Properties { get; }

    /// <summary>How it changes the weights.</summary>
    public virtual UpdateForm Form => UpdateForm.Presynaptic;

    /// <summary>Whether <see cref="MeanDrive"/> can be asked for; without it speeds can be measured but not predicted.</summary>
    public virtual bool HasMeanDrive => true;

    /// <summary>
    /// The mean drive Ḡ x̄ of the units while the input is on and J has not changed: what speed ∝ χ (g ∘ Ḡ x̄) needs. Where the state
    /// has a probe x̄_b, it is Ḡ x̄_b: how learning this map pushes the units while that state is evoked.
    /// </summary>
    /// <param name="state">The evoked state and the target.</param>
    /// <param name="drive">Ḡ x̄, shape (units,); overwritten.</param>
    public abstract void MeanDrive(in EvokedState state, Span<double> drive);

    /// <summary>What the rule is to remember while a chunk of trials learns (traces, inverse correlations); null for nothing.</summary>
    /// <param name="start">The chunk at the start of learning.</param>
    /// <returns>The memory, given back in every step.</returns>
    public virtual object? Begin(in LearningStart start) => null;

    /// <summary>The update of every row in one step, for all trials of a chunk together.</summary>
    /// <param name="step">The state at the start of the step; entries (unit, trial) with the trial running fastest.</param>
    /// <param name="growth">g, entries (unit, trial); overwritten.</param>
    /// <param name="keep">c, entries (unit, trial); overwritten.</param>
    public abstract void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep);

    /// <summary>The presynaptic vector y of a rule whose <see cref="Form"/> is <see cref="UpdateForm.OwnPresynaptic"/>; called after <see cref="RowUpdate"/>.</summary>
    /// <param name="step">The state at the start of the step.</param>
    /// <param name="presynaptic">y, entries (unit, trial); overwritten.</param>
    public virtual void Presynaptic(in PlasticStep step, Span<double> presynaptic) => step.State.CopyTo(presynaptic);

    /// <summary>The change of every weight of a rule whose <see cref="Form"/> is <see cref="UpdateForm.Matrix"/>; its <see cref="RowUpdate"/> is not called.</summary>
    /// <param name="step">The state at the start of the step.</param>
    /// <param name="change">Δ = ε · step · G, entries (post, pre, trial); overwritten.</param>
    public virtual void MatrixUpdate(in PlasticStep step, Span<double> change) => change.Clear();

    /// <summary>
    /// The update of every row averaged over the noise, at a state where the network rests: what the slow flow of J under a small rate
    /// is made of. For rules that do not live on noise it is <see cref="RowUpdate"/> itself.
    /// </summary>
    /// <param name="step">The state, one trial.</param>
    /// <param name="growth">g, shape (units,); overwritten.</param>
    /// <param name="keep">c, shape (units,); overwritten.</param>
    public virtual void MeanUpdate(in PlasticStep step, Span<double> growth, Span<double> keep) => RowUpdate(step, growth, keep);

    /// <summary>
    /// Whether, for a map with this target, g and c of <see cref="RowUpdate"/> depend on target and rate alone and c is the same for all
    /// units: then what is learned is kept · J₀ + g aᵀ, a ← c a + y.
    /// </summary>
    internal virtual bool KeepsRank(ReadOnlySpan<double> target) => false;

    /// <summary>How many matrices of N² numbers this rule needs beside J, for some trials that learn side by side.</summary>
    internal virtual int MatricesAtWork(int trials) => Form == UpdateForm.Matrix ? trials : 0;

    /// <summary>The same for maps that learn together in one J.</summary>
    internal virtual int MatricesTogether(int maps) => Form == UpdateForm.Matrix ? 2 : 0;

    /// <summary>How <see cref="MeanUpdate"/> changes the weights; <see cref="UpdateForm.Matrix"/> where only <see cref="MatrixUpdate"/> can tell.</summary>
    internal virtual UpdateForm MeanForm => Form;

    /// <summary>Whether <see cref="MeanUpdate"/> reads <see cref="PlasticStep.Weights"/>; where it does not, they need not be formed.</summary>
    internal virtual bool MeanReadsWeights => true;

    /// <summary>The description, as a text.</summary>
    /// <returns>The description.</returns>
    public sealed override string ToString() => Description;

    /// <summary>The rule as it is for one network and one task; most rules are the same for all.</summary>
    internal virtual LearningRule For(Network network, InputOutputMap task) => this;

    /// <summary>The rule as it is for a task of which only the evoked means are known, shape (maps, units).</summary>
    internal virtual LearningRule For(NdArray<double> evokedMeans) => this;

    /// <summary>Name and those parameters that are not the default ones.</summary>
    private protected static string Described(string name, params ReadOnlySpan<string?> parameters)
    {
        var given = new List<string>();
        foreach (string? parameter in parameters)
        {
            if (parameter is not null)
                given.Add(parameter);
        }

        return given.Count == 0 ? name : $"{name} ({string.Join(", ", given)})";
    }

    /// <summary>"what value", null where the value is the default one.</summary>
    private protected static string? Unless(double standard, double value, string what)
        => value == standard ? null : FormattableString.Invariant($"{what} {value}");
}
