using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Gaussian couplings.</content>
public static partial class Couplings
{
    /// <summary>J_ij ~ N(0, strength² / N) without self-coupling; symmetry is the correlation of J_ij with J_ji.</summary>
    /// <remarks>
    /// For i &lt; j: J_ij, J_ji = strength / √N · (√((1 + s)/2) a ± √((1 − s)/2) b) with independent standard normals a, b.
    /// Sommers, Crisanti, Sompolinsky &amp; Stein, Phys. Rev. Lett. 60 (1988), doi 10.1103/PhysRevLett.60.1895.
    /// </remarks>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="strength">The standard deviation times √N, 0 or more.</param>
    /// <param name="symmetry">−1 (antisymmetric) … 1 (symmetric).</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>A dense coupling.</returns>
    /// <exception cref="ParameterException">A parameter is out of range.</exception>
    public static DenseCoupling Gaussian(int units, double strength = 1, double symmetry = 0, Seed seed = default)
    {
        Require.AtLeast(units, 1);
        Require.NotNegative(strength);
        Require.Within(symmetry, -1, 1);
        NdArray<double> made = NdArray<double>.Create(out Span<double> weights, units, units);
        double even = strength * Math.Sqrt((1 + symmetry) / 2 / units), odd = strength * Math.Sqrt((1 - symmetry) / 2 / units);
        double[] a = new double[units], b = new double[units];
        for (int i = 0; i < units; i++)
        {
            RandomStream.Normals(seed, Purpose.Coupling, 0, (uint)i, a.AsSpan(0, units - i - 1));
            RandomStream.Normals(seed, Purpose.Coupling, 1, (uint)i, b.AsSpan(0, units - i - 1));
            weights[(i * units) + i] = 0;
            for (int j = i + 1; j < units; j++)
            {
                weights[(i * units) + j] = (even * a[j - i - 1]) + (odd * b[j - i - 1]);
                weights[(j * units) + i] = (even * a[j - i - 1]) - (odd * b[j - i - 1]);
            }
        }

        return new DenseCoupling(made);
    }
}
