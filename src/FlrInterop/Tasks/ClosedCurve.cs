using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>A drawing as a curve that a readout can follow: even steps along its length, centred, of root-mean-square size 1, and its harmonics.</summary>
internal static class ClosedCurve
{
    private const int Samples = 512;

    /// <summary>The Fourier components of a closed polyline, shape (dimensions, harmonics + 1): f(t) = Re Σ f_k e^{ikωt}, f_0 = 0.</summary>
    public static Complex[,] Harmonics(double[][] corners, int harmonics)
    {
        int dimensions = corners[0].Length;
        double[] along = new double[corners.Length + 1];
        for (int i = 0; i < corners.Length; i++)
            along[i + 1] = along[i] + Distance(corners[i], corners[(i + 1) % corners.Length]);
        double length = along[^1];
        var made = new Complex[dimensions, harmonics + 1];
        int side = 0;
        for (int s = 0; s < Samples; s++)
        {
            double place = length * s / Samples;
            while (along[side + 1] <= place)
                side++;
            double part = (place - along[side]) / (along[side + 1] - along[side]);
            double[] from = corners[side], to = corners[(side + 1) % corners.Length];
            for (int d = 0; d < dimensions; d++)
            {
                double value = from[d] + (part * (to[d] - from[d]));
                for (int k = 1; k <= harmonics; k++)
                    made[d, k] += 2.0 / Samples * value * Complex.Exp(new Complex(0, -2 * Math.PI * k * s / Samples));
            }
        }

        double power = 0;
        foreach (Complex component in made)
            power += 0.5 * component.Magnitude * component.Magnitude;
        double scale = 1 / Math.Sqrt(power);
        for (int d = 0; d < dimensions; d++)
        {
            for (int k = 1; k <= harmonics; k++)
                made[d, k] *= scale;
        }

        return made;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
