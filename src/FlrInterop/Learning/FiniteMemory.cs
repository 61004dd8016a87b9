using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>
/// The transposed response of a finite memory, ∫₀ᴸ e^{−Mt} dt b = (1 − e^{−ML}) M⁻¹ b with M = (χᵀ)⁻¹, from χ_kᵀ b = (M + k)⁻¹ b alone, so
/// that a χ without an inverse does as well.
/// </summary>
/// <remarks>
/// e^{−ML} b is the limit of ((n/L)(M + n/L)⁻¹)ⁿ b (Post and Widder), extrapolated (Richardson) over n = 16, 32, … 512: to nine digits.
/// </remarks>
internal static class FiniteMemory
{
    private const int First = 16, Levels = 6;

    public static double[] Respond(TransposedResponse transposed, ReadOnlySpan<double> vector, double window)
    {
        double[] whole = transposed(vector, 0);
        double[] forgotten = Decayed(transposed, whole, window);
        TensorPrimitives.Subtract(whole, forgotten, whole);
        return whole;
    }

    private static double[] Decayed(TransposedResponse transposed, double[] vector, double window)
    {
        var table = new double[Levels][];
        for (int level = 0; level < Levels; level++)
        {
            int n = First << level;
            double[] value = vector;
            for (int k = 0; k < n; k++)
            {
                value = transposed(value, n / window);
                TensorPrimitives.Multiply(value, n / window, value);
            }

            table[level] = value;
        }

        for (int order = 1; order < Levels; order++)
        {
            double weight = 1.0 / ((1 << order) - 1);
            for (int level = Levels - 1; level >= order; level--)
            {
                double[] fine = table[level], coarse = table[level - 1];
                for (int i = 0; i < fine.Length; i++)
                    fine[i] += weight * (fine[i] - coarse[i]);
            }
        }

        return table[Levels - 1];
    }
}
