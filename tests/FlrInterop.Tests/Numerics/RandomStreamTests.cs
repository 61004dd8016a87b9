using System.Runtime.Intrinsics;
using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Numerics;

public sealed class RandomStreamTests
{
    // Bounds of a statistic in its standard errors: one test in 16,000 would fail by chance, and the seeds are fixed.
    private const double StandardErrors = 4;
    private const int Count = 1 << 18;

    [Fact]
    public void Normals_have_the_moments_of_the_normal_law()
    {
        double[] z = Normals(11, Count);
        double mean = z.Average(), variance = z.Average(x => x * x), skew = z.Average(x => x * x * x), fourth = z.Average(x => x * x * x * x);
        Assert.InRange(mean * Math.Sqrt(Count), -StandardErrors, StandardErrors);
        Assert.InRange((variance - 1) * Math.Sqrt(Count / 2.0), -StandardErrors, StandardErrors);
        Assert.InRange(skew * Math.Sqrt(Count / 15.0), -StandardErrors, StandardErrors);
        Assert.InRange((fourth - 3) * Math.Sqrt(Count / 96.0), -StandardErrors, StandardErrors);
    }

    [Fact]
    public void Normals_pass_Kolmogorov_and_Smirnov()
    {
        double[] z = Normals(12, 1 << 16);
        Array.Sort(z);
        double distance = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double p = MathNet.Numerics.Distributions.Normal.CDF(0, 1, z[i]);
            distance = Math.Max(distance, Math.Max(p - ((double)i / z.Length), ((i + 1.0) / z.Length) - p));
        }

        // The 99.9 % point of the Kolmogorov law.
        Assert.InRange(distance * Math.Sqrt(z.Length), 0, 1.95);
    }

    [Fact]
    public void Neighbours_and_pairs_and_their_squares_are_uncorrelated()
    {
        double[] z = Normals(13, Count);
        foreach (int apart in (int[])[1, 2, 3, 4])
        {
            double product = 0, squares = 0;
            for (int i = 0; i + apart < Count; i++)
            {
                product += z[i] * z[i + apart];
                squares += ((z[i] * z[i]) - 1) * ((z[i + apart] * z[i + apart]) - 1) / 2;
            }

            Assert.InRange(product / Math.Sqrt(Count), -StandardErrors, StandardErrors);
            Assert.InRange(squares / Math.Sqrt(Count), -StandardErrors, StandardErrors);
        }
    }

    [Fact]
    public void An_element_depends_on_its_place_only()
    {
        double[] all = Normals(5, 103);
        Assert.Equal(all[..7], Normals(5, 7));
        double[] other = new double[103];
        RandomStream.Normals(5, Purpose.Pattern, 0, 1, other);
        Assert.DoesNotContain(other, all.Contains);
        RandomStream.Normals(5, Purpose.Pattern, 1, 0, other);
        Assert.DoesNotContain(other, all.Contains);
    }

    [Fact]
    public void Signs_are_balanced()
    {
        double[] signs = new double[Count];
        RandomStream.Signs(3, Purpose.Pattern, 2, 1, signs);
        Assert.All(signs.Take(100), s => Assert.Equal(1, Math.Abs(s)));
        Assert.InRange(signs.Sum() / Math.Sqrt(Count), -StandardErrors, StandardErrors);
    }

    [Fact]
    public void Whole_numbers_are_uniform_and_shuffles_are_permutations()
    {
        var stream = new RandomStream(9, Purpose.Permutation, 4);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[stream.Below(6)]++;
        double chi = counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000);
        Assert.InRange(chi, 0, 20.5); // 99.9 % of chi-squared with 5 degrees of freedom
        int[] order = [.. Enumerable.Range(0, 50)];
        stream.Shuffle<int>(order);
        Assert.NotEqual(Enumerable.Range(0, 50), order);
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.InRange(stream.Uniform(), 0, 1 - 1e-16);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(511)]
    [InlineData(1030)]
    public void Long_rows_have_the_same_bits_on_every_width(int count)
    {
        (uint Low, uint High) key = Philox.Key(9);
        const uint Row = 3;
        uint last = RandomStream.Word(Purpose.Coupling, 2);
        double[] expected = new double[count + 3];
        for (int at = 0; at < count; at += 4)
        {
            (uint a, uint b, uint c, uint d) = Philox.Words(key.Low, key.High, (uint)at / 4, 0, Row, last);
            BoxMuller<LanePortableDouble, double, double>.Pair(BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b), out expected[at], out expected[at + 1]);
            BoxMuller<LanePortableDouble, double, double>.Pair(BitConverter.UInt64BitsToDouble(c), BitConverter.UInt64BitsToDouble(d), out expected[at + 2], out expected[at + 3]);
        }

        expected = expected[..count];
        double[] made = new double[count];
        RandomStream.Normals(9, Purpose.Coupling, 2, Row, made);
        Assert.Equal(expected, made);
        WideNormals.Fill<LanePortableDouble, double, WordsPortable, ulong>(key, Row, last, made);
        Assert.Equal(expected, made);
        if (LaneWidths.Has(LaneWidth.Bits256))
        {
            WideNormals.Fill<Lane256Double, Vector256<double>, Words256, Vector256<ulong>>(key, Row, last, made);
            Assert.Equal(expected, made);
        }

        if (LaneWidths.Has(LaneWidth.Bits512))
        {
            WideNormals.Fill<Lane512Double, Vector512<double>, Words512, Vector512<ulong>>(key, Row, last, made);
            Assert.Equal(expected, made);
        }
    }

    private static double[] Normals(Seed seed, int count)
    {
        double[] z = new double[count];
        RandomStream.Normals(seed, Purpose.Pattern, 0, 0, z);
        return z;
    }
}
