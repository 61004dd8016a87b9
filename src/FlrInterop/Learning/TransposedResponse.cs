namespace FlrInterop;

/// <summary>χ_kᵀ b with χ_k = (χ⁻¹ + k)⁻¹: how the evoked state answers, transposed, with every unit leaking faster by k; k = 0 gives χᵀ b.</summary>
/// <param name="vector">b, shape (units,).</param>
/// <param name="leak">k, per τ, 0 or more.</param>
/// <returns>χ_kᵀ b, shape (units,).</returns>
public delegate double[] TransposedResponse(ReadOnlySpan<double> vector, double leak);
