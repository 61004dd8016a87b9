using FlrInterop.Numerics;

namespace FlrInterop.Tests.Dynamics;

/// <summary>The simulation as plain loops over numbers, in the order that the library promises, or naively with the platform's functions.</summary>
internal static class ReferenceLoop
{
    /// <summary>Samples [trial][time][unit] of a dense tanh network, bit for bit.</summary>
    public static double[] Ordered(double[] weights, int units, double gain, double noise, double dt, int trials, int transient, int recorded, Seed seed, double[]? input = null, uint map = 0)
        => Run(weights, units, gain, noise, dt, trials, transient, recorded, seed, input, map, Elementary<LanePortableDouble, double, double>.Tanh, Pair, Math.FusedMultiplyAdd);

    /// <summary>The same with the platform's functions and ordinary sums.</summary>
    public static double[] Naive(double[] weights, int units, double gain, double noise, double dt, int trials, int transient, int recorded, Seed seed, double[]? input = null, uint map = 0)
        => Run(weights, units, gain, noise, dt, trials, transient, recorded, seed, input, map, Math.Tanh, PairNaive, (a, b, c) => (a * b) + c);

    private static double[] Run(
        double[] weights, int units, double gain, double noise, double dt, int trials, int transient, int recorded, Seed seed, double[]? input, uint map,
        Func<double, double> tanh, Func<uint, uint, (double, double)> pair, Func<double, double, double, double> fma)
    {
        double[] samples = new double[trials * recorded * units];
        (uint low, uint high) = Philox.Key(seed);
        double sigma = Math.Sqrt(2 * noise * dt);
        for (int trial = 0; trial < trials; trial++)
        {
            double[] x = new double[units], next = new double[units], z = new double[units + 4];
            for (int step = 0; step < transient + recorded; step++)
            {
                for (int group = 0; 4 * group < units; group++)
                {
                    (uint a, uint b, uint c, uint d) = Philox.Words(low, high, (uint)group, (uint)step, (uint)trial, (uint)Purpose.Dynamics | (map << 8));
                    (z[4 * group], z[(4 * group) + 1]) = pair(a, b);
                    (z[(4 * group) + 2], z[(4 * group) + 3]) = pair(c, d);
                }

                for (int i = 0; i < units; i++)
                {
                    double u = 0;
                    for (int k = 0; k < units; k++)
                        u = fma(x[k], gain * weights[(i * units) + k], u);
                    double changed = fma(dt, tanh(u + (input is null ? 0 : gain * input[i])) - x[i], x[i]);
                    next[i] = noise > 0 ? fma(sigma, z[i], changed) : changed;
                }

                (x, next) = (next, x);
                if (step >= transient)
                    x.CopyTo(samples, ((trial * recorded) + step - transient) * units);
            }
        }

        return samples;
    }

    private static (double First, double Second) Pair(uint a, uint b)
    {
        BoxMuller<LanePortableDouble, double, double>.Pair(BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b), out double first, out double second);
        return (first, second);
    }

    private static (double First, double Second) PairNaive(uint a, uint b)
    {
        ulong mantissa = ((ulong)a << 20) | (b & 0xFFFFF);
        double radius = Math.Sqrt(-2 * Math.Log((mantissa + 0.5) * Math.Pow(2, -52)));
        double angle = (((b & 0x3FFFFFFF) + 0.5) * Math.Pow(2, -30) * Math.PI / 2);
        return (
            radius * Math.Cos(angle) * ((b >> 31) == 0 ? 1 : -1),
            radius * Math.Sin(angle) * (((b >> 30) & 1) == 0 ? 1 : -1));
    }
}
