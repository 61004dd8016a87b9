using System.Numerics;

namespace FlrInterop;

/// <summary>How a small displacement from a state grows or decays: the eigenvalues of diag(g) J − 1.</summary>
public sealed class StabilityResult
{
    /// <summary>The eigenvalues, per τ, the largest real part first.</summary>
    public required IReadOnlyList<Complex> Eigenvalues { get; init; }

    /// <summary>The slopes g_i = β φ'(h_i), shape (units,), float64.</summary>
    public required NdArray<double> Slopes { get; init; }

    /// <summary>The eigenvalue with the largest real part.</summary>
    public Complex Leading => Eigenvalues[0];

    /// <summary>Whether every displacement decays.</summary>
    public bool IsStable => Leading.Real < 0;
}
