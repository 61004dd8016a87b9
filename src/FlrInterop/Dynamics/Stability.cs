using System.Numerics;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>Linear stability of a state.</summary>
public static class Stability
{
    /// <summary>The eigenvalues of the velocity's Jacobian diag(g) J − 1 at a state.</summary>
    /// <param name="network">The network.</param>
    /// <param name="state">x, shape (units,), a fixed point.</param>
    /// <param name="input">η, shape (units,); null for none.</param>
    /// <returns>The eigenvalues and slopes.</returns>
    /// <exception cref="ShapeException">A length differs from the number of units.</exception>
    public static StabilityResult At(Network network, NdArray<double> state, NdArray<double>? input = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(state);
        int units = network.Units;
        Require.Shape(state.Shape, nameof(state), "(units,)", units);
        Require.AllFinite(state.Span, nameof(state));
        if (input is not null)
            Require.Shape(input.Shape, nameof(input), "(units,)", units);
        NdArray<double> slopes = NdArray<double>.Create(out Span<double> g, units);
        new RateMap(network, input).Slopes(state.Span, g);
        Matrix<double> jacobian = network.Coupling.Dense().ToMatrix();
        for (int i = 0; i < units; i++)
        {
            jacobian.SetRow(i, jacobian.Row(i) * g[i]);
            jacobian[i, i] -= 1;
        }

        Complex[] eigenvalues = Eigenvalues.Of(jacobian);
        Array.Sort(eigenvalues, (a, b) => b.Real != a.Real ? b.Real.CompareTo(a.Real) : b.Imaginary.CompareTo(a.Imaginary));
        return new StabilityResult { Eigenvalues = eigenvalues, Slopes = slopes };
    }
}
