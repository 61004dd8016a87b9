namespace FlrInterop;

/// <summary>
/// Node perturbation, a three-factor rule: G_ij = (R − R̄) e_i x_j, with the reward R = −|ξ − x|² / N, its running mean R̄ and each
/// unit's trace e_i of its own noise.
/// </summary>
/// <remarks>
/// The network's noise √(2D) dW is the exploration: de = −e dt/τ_e + dW, dR̄ = (R − R̄) dt/τ_b, so nothing is learned where D = 0.
/// Mean drive Ḡ x̄ = (2√(2D) / N) τ_b / (τ_b + τ_e) χ_eᵀ(ξ − x̄) s with χ_e = (χ⁻¹ + 1/τ_e)⁻¹ and s = |x̄|²: the baseline takes
/// τ_e / (τ_e + τ_b) of the signal away. Fiete &amp; Seung, Phys. Rev. Lett. 97 (2006) 048104, doi 10.1103/PhysRevLett.97.048104.
/// </remarks>
public sealed class NodePerturbationRule : LearningRule
{
    private const double StandardTrace = 2, StandardBaseline = 10;

    private readonly double _traceTime = StandardTrace;
    private readonly double _baselineTime = StandardBaseline;

    /// <summary>τ_e, how long a unit remembers its own noise, in τ, above 0.</summary>
    public double TraceTime
    {
        get => _traceTime;
        init => _traceTime = Require.Positive(value, "trace_time");
    }

    /// <summary>τ_b, how long the reward is averaged, in τ, above 0.</summary>
    public double BaselineTime
    {
        get => _baselineTime;
        init => _baselineTime = Require.Positive(value, "baseline_time");
    }

    /// <inheritdoc/>
    public override string Name => "node-perturbation";

    /// <inheritdoc/>
    public override string Description => Described(
        Name, Unless(StandardTrace, TraceTime, "trace time"), Unless(StandardBaseline, BaselineTime, "baseline time"));

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.RankOne | RuleProperties.Stochastic | RuleProperties.Corrective;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        if (state.Transposed is null)
            throw EvokedState.Missing(Name, "the response of the evoked state", "has none");
        if (state.Noise is not double noise)
            throw EvokedState.Missing(Name, "the noise intensity D", "has none");
        double[] error = new double[drive.Length];
        System.Numerics.Tensors.TensorPrimitives.Subtract(state.Target, state.Mean, error);
        double[] credit = state.Transposed(error, 1 / TraceTime);
        double scale = Signal(noise, drive.Length) * state.Square();
        System.Numerics.Tensors.TensorPrimitives.Multiply(credit, scale, drive);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start)
    {
        var memory = new Traces(start.Network.Units, start.Trials);
        Reward(start.State, start.Target, start.Trials, memory.Baseline);
        return memory;
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        var memory = (Traces)step.Memory!;
        Reward(step.State, step.Target, step.Trials, memory.Reward);
        double forget = 1 - (step.Step / TraceTime), kick = Math.Sqrt(step.Step), follow = step.Step / BaselineTime;
        for (int i = 0; i < step.Units; i++)
        {
            for (int t = 0; t < step.Trials; t++)
            {
                int at = (i * step.Trials) + t;
                growth[at] = step.Rate * (memory.Reward[t] - memory.Baseline[t]) * memory.Trace[at];
                memory.Trace[at] = (memory.Trace[at] * forget) + (kick * step.Noise[at]);
            }
        }

        for (int t = 0; t < step.Trials; t++)
            memory.Baseline[t] += follow * (memory.Reward[t] - memory.Baseline[t]);
        keep.Fill(1);
    }

    /// <inheritdoc/>
    public override void MeanUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double gain = step.Network.Gain;
        double[] slopes = new double[step.Units], error = new double[step.Units];
        for (int i = 0; i < step.Units; i++)
        {
            slopes[i] = gain * step.Network.Transfer.Slope((gain * step.RecurrentInput[i]) + step.Drive[i]);
            error[i] = step.Target[i] - step.State[i];
        }

        ((Traces)step.Memory!).Adjoint.Solve(slopes, step.Weights, step.Trials, 0, 1 / TraceTime, error, growth);
        System.Numerics.Tensors.TensorPrimitives.Multiply(growth, step.Rate * Signal(step.Network.Noise, step.Units), growth);
        keep.Fill(1);
    }

    private double Signal(double noise, int units) => 2 * Math.Sqrt(2 * noise) / units * BaselineTime / (BaselineTime + TraceTime);

    private static void Reward(ReadOnlySpan<double> state, ReadOnlySpan<double> target, int trials, Span<double> reward)
    {
        reward.Clear();
        for (int first = 0; first < state.Length; first += trials)
        {
            for (int t = 0; t < trials; t++)
                reward[t] -= (target[first + t] - state[first + t]) * (target[first + t] - state[first + t]);
        }

        for (int t = 0; t < trials; t++)
            reward[t] /= state.Length / trials;
    }

    private sealed class Traces(int units, int trials)
    {
        public double[] Trace { get; } = new double[units * trials];

        public double[] Baseline { get; } = new double[trials];

        public double[] Reward { get; } = new double[trials];

        /// <summary>For the averaged update alone.</summary>
        public AdjointSolver Adjoint => field ??= new AdjointSolver(units);
    }
}
