using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Fourier components of a series over one period: x(t) = Re Σ x_k e^{ikωt}.</summary>
internal static class Fourier
{
    /// <summary>x_k for k = 0 … harmonics, of a series (times, units) that samples one period evenly.</summary>
    public static Complex[][] Components(ReadOnlySpan<double> series, int units, int harmonics)
    {
        int times = series.Length / units;
        var made = new Complex[harmonics + 1][];
        for (int k = 0; k <= harmonics; k++)
        {
            made[k] = new Complex[units];
            for (int t = 0; t < times; t++)
            {
                Complex turn = (k == 0 ? 1.0 : 2.0) / times * Complex.Exp(new Complex(0, -2 * Math.PI * k * t / times));
                ReadOnlySpan<double> now = series.Slice(t * units, units);
                for (int i = 0; i < units; i++)
                    made[k][i] += turn * now[i];
            }
        }

        return made;
    }

    /// <summary>Re Σ x_k e^{ikφ} at a phase φ.</summary>
    public static void Evaluate(Complex[][] components, double phase, Span<double> values)
    {
        values.Clear();
        for (int k = 0; k < components.Length; k++)
        {
            double cosine = Math.Cos(k * phase), sine = Math.Sin(k * phase);
            for (int i = 0; i < values.Length; i++)
                values[i] += (components[k][i].Real * cosine) - (components[k][i].Imaginary * sine);
        }
    }
}
