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

    /// <summary>The same with the J of the moment: λ̇ = −λ + Jᵀ(g ∘ λ) from b, summed over the window by Runge and Kutta's steps.</summary>
    /// <param name="weights">J, shape (units · units,) row-major.</param>
    /// <param name="slopes">g, shape (units,).</param>
    /// <param name="vector">b, shape (units,).</param>
    /// <param name="window">L, in τ.</param>
    /// <returns>∫₀ᴸ λ dt, shape (units,).</returns>
    public static double[] Integrate(ReadOnlySpan<double> weights, ReadOnlySpan<double> slopes, ReadOnlySpan<double> vector, double window)
    {
        int units = vector.Length, steps = Math.Max(1, (int)Math.Ceiling(window / Stable(weights, slopes)));
        double h = window / steps;
        double[] state = vector.ToArray(), sum = new double[units], stage = new double[units], total = new double[units], velocity = new double[units], pushed = new double[units];
        for (int step = 0; step < steps; step++)
        {
            state.CopyTo(stage, 0);
            Array.Clear(total);
            for (int k = 0; k < 4; k++)
            {
                // Simpson's rule over the stages is what Runge and Kutta make of the integral.
                TensorPrimitives.MultiplyAdd(stage, k is 0 or 3 ? h / 6 : h / 3, sum, sum);
                TensorPrimitives.Multiply(slopes, stage, pushed);
                TensorPrimitives.Negate(stage, velocity);
                for (int i = 0; i < units; i++)
                    TensorPrimitives.MultiplyAdd(weights.Slice(i * units, units), pushed[i], velocity, velocity);
                TensorPrimitives.MultiplyAdd(velocity, k is 0 or 3 ? h / 6 : h / 3, total, total);
                TensorPrimitives.MultiplyAdd(velocity, k == 2 ? h : h / 2, state, stage);
            }

            TensorPrimitives.Add(state, total, state);
        }

        return sum;
    }

    private static double Stable(ReadOnlySpan<double> weights, ReadOnlySpan<double> slopes)
    {
        const double longest = 0.1;
        double fastest = 1;
        for (int i = 0; i < slopes.Length; i++)
            fastest = Math.Max(fastest, 1 + (slopes[i] * TensorPrimitives.SumOfMagnitudes(weights.Slice(i * slopes.Length, slopes.Length))));
        return Math.Min(longest, 1 / fastest);
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
