using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Solves (1 + k − Jᵀ diag(g)) λ = b with the J of the moment: λ = χ_kᵀ b.</summary>
internal sealed class AdjointSolver(int units)
{
    private readonly LuFactors<double> _factors = new(units);

    /// <summary>λ; infinite at an instability, where the response is: a run shows it by diverging.</summary>
    /// <param name="slopes">g, shape (units,).</param>
    /// <param name="weights">J, (post, pre, trial).</param>
    /// <param name="trials">The number of trials.</param>
    /// <param name="trial">Which of them.</param>
    /// <param name="leak">k.</param>
    /// <param name="b">b, shape (units,).</param>
    /// <param name="solved">λ, shape (units,); overwritten.</param>
    public void Solve(ReadOnlySpan<double> slopes, ReadOnlySpan<double> weights, int trials, int trial, double leak, ReadOnlySpan<double> b, Span<double> solved)
    {
        for (int i = 0; i < units; i++)
        {
            Span<double> column = _factors.Column(i);
            for (int j = 0; j < units; j++)
                column[j] = (i == j ? 1 + leak : 0) - (slopes[i] * weights[(((i * units) + j) * trials) + trial]);
        }

        if (_factors.Factor())
            _factors.Solve(b, solved);
        else
            solved.Fill(double.PositiveInfinity);
    }
}
