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
    /// <exception cref="NumericalException">The eigenvalues were not found.</exception>
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
        Complex[] eigenvalues = OfJacobian(network.Coupling, slopes);
        Array.Sort(eigenvalues, (a, b) => b.Real != a.Real ? b.Real.CompareTo(a.Real) : b.Imaginary.CompareTo(a.Imaginary));
        return new StabilityResult { Eigenvalues = eigenvalues, Slopes = slopes };
    }

    /// <summary>
    /// Those of diag(g) J − 1. Of a coupling U Vᵀ they are those of the small matrix Vᵀ diag(g) U, and 0 for the rest.
    /// </summary>
    private static Complex[] OfJacobian(Coupling coupling, NdArray<double> slopes)
    {
        int units = coupling.Units;
        if (LowRankParts.Of(coupling) is { } parts && parts.Rank < units && Array.TrueForAll(parts.Diagonal, own => own == 0))
        {
            Matrix<double> scaled = Matrix<double>.Build.Dense(units, parts.Rank, (i, r) => slopes[i] * parts.Left[i, r]);
            Complex[] few = Eigenvalues.Of(parts.Right.TransposeThisAndMultiply(scaled));
            return [.. few.Select(value => value - 1), .. Enumerable.Repeat(new Complex(-1, 0), units - parts.Rank)];
        }

        Matrix<double> jacobian = coupling.DenseTo("find all eigenvalues of a network", 3).ToMatrix();
        for (int i = 0; i < units; i++)
        {
            jacobian.SetRow(i, jacobian.Row(i) * slopes[i]);
            jacobian[i, i] -= 1;
        }

        return Eigenvalues.Of(jacobian);
    }
}
