using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>
/// The gradient of −½|ξ − x*|² along the weights, where x* is the fixed point, by implicit differentiation:
/// G_ij = (g ∘ χᵀ(ξ − x))_i x_j / N, with χ = (1 − diag(g) J)⁻¹ and g = β φ'(h) at the state of the moment.
/// </summary>
/// <remarks>
/// Mean drive Ḡ x̄ = (g ∘ χᵀ(ξ − x̄)) s / N, s = |x̄|². Each step solves a linear system for each trial: N³/3 multiply-adds.
/// Almeida, Proc. IEEE ICNN 2 (1987) 609–618; Pineda, Phys. Rev. Lett. 59 (1987) 2229, doi 10.1103/PhysRevLett.59.2229.
/// </remarks>
public sealed class GradientRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "gradient";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.RankOne | RuleProperties.Corrective;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        if (state.Transposed is null || state.Slopes.IsEmpty)
            throw EvokedState.Missing(Name, "the response and the slopes of the evoked state", "has none");
        double[] error = new double[drive.Length];
        TensorPrimitives.Subtract(state.Target, state.Mean, error);
        TensorPrimitives.Multiply(state.Slopes, state.Transposed(error, 0), drive);
        TensorPrimitives.Multiply(drive, state.Square() / drive.Length, drive);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start) => new Adjoint(start.Network.Units);

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
