using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>How the mean activity answers a small constant force: δx = χ f.</summary>
public sealed class Susceptibility
{
    /// <summary>χ, shape (units, units), evoked (maps, units, units), float64; NaN where there is no finite answer, and the status says why.</summary>
    public required NdArray<double> Matrix { get; init; }

    /// <summary>One of <see cref="Estimators"/>.</summary>
    public required string Estimator { get; init; }

    /// <summary>The standard error of each entry, shape as <see cref="Matrix"/>; null where the estimator is exact or the effective number of samples is unknown.</summary>
    public NdArray<double>? StandardError { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or why there is no finite answer.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    internal IResponseSpectrum? Spectrum { get; init; }

    /// <summary>The answer to a small periodic force: δx(t) = Re χ(ω) f e^{iωt}, χ(0) = <see cref="Matrix"/>.</summary>
    /// <remarks>
    /// Linearised (1 + iω − diag(g) J)⁻¹; equal-time C (D + iωC)⁻¹; one-lag (iω − A)⁻¹; lagged ∫₀^∞ e^{−iωt} C(t) dt C(0)⁻¹.
    /// </remarks>
    /// <param name="omega">ω, the angular frequency, finite, in 1/τ (simulated) or 1/s (recorded).</param>
    /// <returns>χ(ω), shape as <see cref="Matrix"/>, complex128.</returns>
    /// <exception cref="ParameterException">ω is not finite, or χ was measured with a constant force only.</exception>
    public NdArray<Complex> At(double omega)
    {
        Require.Finite(omega);
        if (Spectrum is null)
        {
            throw new ParameterException(
                Status == RunStatus.Completed
                    ? $"the estimator '{Estimator}' measured the response to a constant force only, expected one that knows χ(ω). Hint: 'linearised'"
                    : $"there is no χ(ω), expected a completed estimate. Its status: {Status}");
        }

        int units = Matrix.Shape[^1], maps = Matrix.Rank == 3 ? Matrix.Shape[0] : 1;
        NdArray<Complex> response = NdArray<Complex>.Create(out Span<Complex> values, Matrix.Shape);
        for (int map = 0; map < maps; map++)
        {
            Matrix<Complex> own = Spectrum.At(map, new Complex(0, omega));
            own.ToRowMajorArray().CopyTo(values.Slice(map * units * units, units * units));
        }

        return response;
    }
}
