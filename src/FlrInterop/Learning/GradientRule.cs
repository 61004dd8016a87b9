using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>
/// The gradient of −½|ξ − x|² along the weights. Implicit, where x is the fixed point: G_ij = (g ∘ χᵀ(ξ − x))_i x_j / N, with
/// χ = (1 − diag(g) J)⁻¹ and g = β φ'(h) at the state of the moment. Or through time (<see cref="ThroughTime"/>): backpropagation through the
/// steps of the last window L, the state at its beginning and the weights held, G = (1/N) Σ_k h (g_k ∘ λ_k) x_kᵀ with
/// λ ← λ + h(−λ + Jᵀ(g_k ∘ λ)) from λ = ξ − x backwards.
/// </summary>
/// <remarks>
/// Mean drive, s = |x̄|²: implicit Ḡ x̄ = (g ∘ χᵀ(ξ − x̄)) s / N; through time (1 − e^{−L/χᵀ}) χᵀ in place of χᵀ, which a long window makes the same.
/// Each step costs a linear system for each trial, N³/3 multiply-adds, or 2 N² for each step of the window.
/// Werbos, Proc. IEEE 78 (1990) 1550, doi 10.1109/5.58337; Williams &amp; Peng, Neural Comput. 2 (1990) 490, doi 10.1162/neco.1990.2.4.490.
/// Almeida, Proc. IEEE ICNN 2 (1987) 609–618; Pineda, Phys. Rev. Lett. 59 (1987) 2229, doi 10.1103/PhysRevLett.59.2229.
/// </remarks>
public sealed class GradientRule : LearningRule
{
    private readonly double? _window;

    /// <summary>L, how far back the errors go, in τ, above 0; rounded to whole integration steps, at least one. Null for the gradient at the fixed point.</summary>
    public double? Window
    {
        get => _window;
        init => _window = value is double window ? Require.Positive(window, "window") : null;
    }

    /// <inheritdoc/>
    public override string Name => "gradient";

    /// <inheritdoc/>
    public override string Description => Described(Name, Window is double window ? FormattableString.Invariant($"through time {window}") : null);

    /// <inheritdoc/>
    public override RuleProperties Properties => Window is null ? RuleProperties.RankOne | RuleProperties.Corrective : RuleProperties.Corrective;

    /// <inheritdoc/>
    public override UpdateForm Form => Window is null ? UpdateForm.Presynaptic : UpdateForm.Matrix;

    /// <summary>The rule that sends the errors back through the steps of a window.</summary>
    /// <param name="window">L, in τ, above 0.</param>
    /// <returns>The rule.</returns>
    public static GradientRule ThroughTime(double window) => new() { Window = window };

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        if (state.Transposed is null || state.Slopes.IsEmpty)
            throw EvokedState.Missing(Name, "the response and the slopes of the evoked state", "has none");
        double[] error = new double[drive.Length];
        TensorPrimitives.Subtract(state.Target, state.Mean, error);
        double[] credit = Window is double window ? FiniteMemory.Respond(state.Transposed, error, window) : state.Transposed(error, 0);
        TensorPrimitives.Multiply(state.Slopes, credit, drive);
        TensorPrimitives.Multiply(drive, state.Square() / drive.Length, drive);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start) => Window is double window
        ? new BackwardWindow(start.Network.Units, start.Trials, Math.Max(1, (int)Math.Round(window / start.Step)))
        : new Adjoint(start.Network.Units);

    /// <inheritdoc/>
    public override void MatrixUpdate(in PlasticStep step, Span<double> change)
    {
        if (step.Weights.IsEmpty)
            throw Require.Refused("units", step.Units, "16,383 or fewer for the rule 'gradient', which keeps a matrix of changes");
        ((BackwardWindow)step.Memory!).Update(step, change);
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        keep.Fill(1);
        if (step.Rate == 0)
        {
            growth.Clear();
            return;
        }

        if (step.Weights.IsEmpty)
            throw Require.Refused("units", step.Units, "16,383 or fewer for the rule 'gradient', which solves a system of that size in each step");
        var adjoint = (Adjoint)step.Memory!;
        double scale = step.Rate / step.Units;
        for (int trial = 0; trial < step.Trials; trial++)
        {
            adjoint.Solve(step, trial);
            for (int i = 0; i < step.Units; i++)
                growth[(i * step.Trials) + trial] = scale * adjoint.Credit[i];
        }
    }

    /// <inheritdoc/>
    public override void MeanUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        if (Window is not double window)
        {
            RowUpdate(step, growth, keep);
            return;
        }

        double gain = step.Network.Gain;
        double[] slopes = new double[step.Units], error = new double[step.Units];
        for (int i = 0; i < step.Units; i++)
            slopes[i] = gain * step.Network.Transfer.Slope((gain * step.RecurrentInput[i]) + step.Drive[i]);
        TensorPrimitives.Subtract(step.Target, step.State, error);
        TensorPrimitives.Multiply(FiniteMemory.Integrate(step.Weights, slopes, error, window), slopes, growth);
        TensorPrimitives.Multiply(growth, step.Rate / step.Units, growth);
        keep.Fill(1);
    }

    /// <summary>At rest all states of the window are one, and the sum over it has rank 1.</summary>
    internal override UpdateForm MeanForm => UpdateForm.Presynaptic;

    /// <summary>The system that is solved in each step, one trial after another; a window solves none.</summary>
    internal override int MatricesAtWork(int trials) => Window is null ? 1 : base.MatricesAtWork(trials);

    internal override int MatricesTogether(int maps) => Window is null ? maps : base.MatricesTogether(maps);

    /// <summary>Solves (1 − Jᵀ diag(g)) λ = ξ − x; the credit is g ∘ λ.</summary>
    private sealed class Adjoint(int units)
    {
        private readonly AdjointSolver _adjoint = new(units);
        private readonly double[] _slopes = new double[units];
        private readonly double[] _error = new double[units];

        public double[] Credit { get; } = new double[units];

        public void Solve(in PlasticStep step, int trial)
        {
            int trials = step.Trials;
            double gain = step.Network.Gain;
            for (int i = 0; i < units; i++)
            {
                int at = (i * trials) + trial;
                _slopes[i] = gain * step.Network.Transfer.Slope((gain * step.RecurrentInput[at]) + step.Drive[at]);
                _error[i] = step.Target[at] - step.State[at];
            }

            _adjoint.Solve(_slopes, step.Weights, trials, trial, leak: 0, _error, Credit);
            TensorPrimitives.Multiply(Credit, _slopes, Credit);
        }
    }
}
