using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>
/// A task in time that repeats: inputs η(t) = Re Σ η_k e^{ikωt} and targets ξ(t) = Re Σ ξ_k e^{ikωt}, seen by the units or through readouts.
/// </summary>
/// <remarks>Every kind of task in time is this to the theory: Fourier components of the input, of the target, and readouts w_r with curves f_r(t).</remarks>
public abstract class PeriodicTask : LearningTask
{
    private protected PeriodicTask(int units, int maps, double omega, int harmonics, int readouts)
        : base(units, maps)
    {
        Omega = Require.Positive(omega);
        Harmonics = harmonics;
        ReadoutCount = readouts;
    }

    /// <summary>ω, the angular frequency, in 1/τ.</summary>
    public double Omega { get; }

    /// <summary>2π/ω, in τ.</summary>
    public double Period => 2 * Math.PI / Omega;

    /// <summary>The harmonics kω, k = 0 … Harmonics, that input and target may have.</summary>
    public int Harmonics { get; }

    /// <summary>The number of readouts.</summary>
    public int ReadoutCount { get; }

    /// <summary>Whether its speed is the fall of the error of the readouts, −dE/ds with E = Σ_r ⟨e_r²⟩; else the growth of the overlap in phase with the target.</summary>
    public abstract bool IsReadout { get; }

    /// <summary>The input of one map, η_k, shape (units,), complex128: η(t) = Re Σ η_k e^{ikωt}, without the input strength γ.</summary>
    /// <param name="map">The map.</param>
    /// <param name="harmonic">k.</param>
    /// <returns>η_k.</returns>
    public abstract Complex[] Input(int map, int harmonic);

    /// <summary>What the units are to do, ξ_k, shape (units,), complex128; with readouts the smallest pattern whose readouts are the curve.</summary>
    /// <param name="map">The map.</param>
    /// <param name="harmonic">k.</param>
    /// <returns>ξ_k.</returns>
    public abstract Complex[] Target(int map, int harmonic);

    /// <summary>The weights of a readout, w_r, shape (units,): it reads w_rᵀx / N.</summary>
    /// <param name="map">The map.</param>
    /// <param name="readout">r.</param>
    /// <returns>w_r.</returns>
    public abstract ReadOnlySpan<double> Readout(int map, int readout);

    /// <summary>What a readout is to draw: f_r(t) = Re Σ f_rk e^{ikωt}.</summary>
    /// <param name="map">The map.</param>
    /// <param name="readout">r.</param>
    /// <param name="harmonic">k.</param>
    /// <returns>f_rk.</returns>
    public abstract Complex Curve(int map, int readout, int harmonic);

    private protected void CheckPlace(int map, int harmonic)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)map, (uint)Maps, nameof(map));
        ArgumentOutOfRangeException.ThrowIfNegative(harmonic);
    }
}
