using System.Numerics;
using System.Runtime.Intrinsics;
using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Numerics;

public sealed unsafe class ElementaryTests
{
    private const int Points = 4000;

    // What the documentation promises, in units of the last place.
    private const double LogUlps = 1.2;
    private const double SinCosUlps = 1;
    private const double TanhUlps = 2.5;
    private const double LogisticUlps = 3;

    public enum Function
    {
        Log,
        Sin,
        Cos,
        Tanh,
        Logistic,
        Relu,
    }

    [Theory]
    [InlineData(Function.Log, LogUlps)]
    [InlineData(Function.Sin, SinCosUlps)]
    [InlineData(Function.Cos, SinCosUlps)]
    [InlineData(Function.Tanh, TanhUlps)]
    [InlineData(Function.Logistic, LogisticUlps)]
    public void Float64_is_within_the_stated_error(Function function, double ulps)
    {
        double worst = 0;
        foreach (double x in Arguments(function))
            worst = Math.Max(worst, ExactReal.Ulps(One<LanePortableDouble, double>(function, x), Exact(function, x)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{function}: {worst:F3} ulp");
        Assert.InRange(worst, 0, ulps);
    }

    [Theory]
    [InlineData(Function.Log, LogUlps)]
    [InlineData(Function.Sin, SinCosUlps)]
    [InlineData(Function.Cos, SinCosUlps)]
    [InlineData(Function.Tanh, TanhUlps)]
    [InlineData(Function.Logistic, LogisticUlps)]
    public void Float32_is_within_the_stated_error(Function function, double ulps)
    {
        double worst = 0;
        foreach (double wide in Arguments(function))
        {
            float x = (float)wide;
            if (function == Function.Log && !(x < 1))
                continue;
            double exact = function switch
            {
                Function.Log => Math.Log(x),
                Function.Sin => Math.Sin(x),
                Function.Cos => Math.Cos(x),
                Function.Tanh => Math.Tanh(x),
                _ => 1 / (1 + Math.Exp(-(double)x)),
            };
            if (Math.Abs(exact) < 1e-37 || Math.Abs(x) > 80)
                continue;
            float got = OneFloat(function, x);
            worst = Math.Max(worst, Math.Abs(got - exact) / (MathF.BitIncrement((float)Math.Abs(exact)) - Math.Abs((float)exact)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{function}: {worst:F3} ulp");
        Assert.InRange(worst, 0, ulps);
    }

    [Theory]
    [InlineData(Function.Log)]
    [InlineData(Function.Sin)]
    [InlineData(Function.Cos)]
    [InlineData(Function.Tanh)]
    [InlineData(Function.Logistic)]
    [InlineData(Function.Relu)]
    public void Every_width_gives_equal_bits(Function function)
    {
        double[] arguments = [.. Arguments(function)];
        float[] narrow = Array.ConvertAll(arguments, x => (float)x);
        long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
        int[] BitsFloat(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
        long[] one = Bits(All<LanePortableDouble, double, double>(function, arguments));
        int[] oneFloat = BitsFloat(All<LanePortableFloat, float, float>(function, narrow));
        if (LaneWidths.Has(LaneWidth.Bits256))
        {
            Assert.Equal(one, Bits(All<Lane256Double, double, Vector256<double>>(function, arguments)));
            Assert.Equal(oneFloat, BitsFloat(All<Lane256Float, float, Vector256<float>>(function, narrow)));
        }

        if (LaneWidths.Has(LaneWidth.Bits512))
        {
            Assert.Equal(one, Bits(All<Lane512Double, double, Vector512<double>>(function, arguments)));
            Assert.Equal(oneFloat, BitsFloat(All<Lane512Float, float, Vector512<float>>(function, narrow)));
        }
    }

    [Fact]
    public void Special_values_are_kept()
    {
        foreach (double x in new[] { 0, -0.0, 40, -40, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-300, 1e300 })
        {
            Assert.Equal(Math.Tanh(x), One<LanePortableDouble, double>(Function.Tanh, x));
            Assert.Equal((float)Math.Tanh((float)x), OneFloat(Function.Tanh, (float)x));
        }

        Assert.Equal(0.5, One<LanePortableDouble, double>(Function.Logistic, 0));
        Assert.Equal(1, One<LanePortableDouble, double>(Function.Logistic, double.PositiveInfinity));
        Assert.InRange(One<LanePortableDouble, double>(Function.Logistic, double.NegativeInfinity), 0, 1e-300);
        Assert.True(double.IsNaN(One<LanePortableDouble, double>(Function.Logistic, double.NaN)));
        Assert.True(double.IsNaN(One<LanePortableDouble, double>(Function.Relu, double.NaN)));
        Assert.Equal(0, One<LanePortableDouble, double>(Function.Relu, -3));
    }

    private static IEnumerable<double> Arguments(Function function)
    {
        var random = new Random(7);
        for (int i = 0; i < Points; i++)
        {
            double u = random.NextDouble();
            double spread = Math.Pow(10, -9 * random.NextDouble()) * (i % 2 == 0 ? 1 : -1);
            yield return function switch
            {
                Function.Log => i % 3 == 0 ? Math.Max(u, 1e-9) : i % 3 == 1 ? 1 - (u * 1e-4) : Math.Pow(10, -15 * u),
                Function.Sin or Function.Cos => i % 3 == 0 ? spread * Math.PI / 4 : ((2 * u) - 1) * Math.PI / 4,
                Function.Tanh => i % 3 == 0 ? spread * 20 : ((2 * u) - 1) * (i % 3 == 1 ? 2 : 8),
                _ => i % 3 == 0 ? spread * 100 : ((2 * u) - 1) * (i % 3 == 1 ? 4 : 40),
            };
        }
    }

    private static BigInteger Exact(Function function, double x) => function switch
    {
        Function.Log => ExactReal.Log(x),
        Function.Sin => ExactReal.Sin(x),
        Function.Cos => ExactReal.Cos(x),
        Function.Tanh => ExactReal.Tanh(x),
        _ => ExactReal.Logistic(x),
    };

    private static V Apply<TLane, T, V>(Function function, V x)
        where TLane : struct, ILane<T, V>
        where T : unmanaged
        where V : unmanaged
    {
        V sin, cos;
        switch (function)
        {
            case Function.Log: return Elementary<TLane, T, V>.Log(x);
            case Function.Tanh: return Elementary<TLane, T, V>.Tanh(x);
            case Function.Logistic: return Elementary<TLane, T, V>.Logistic(x);
            case Function.Relu: return Elementary<TLane, T, V>.Relu(x);
            default:
                Elementary<TLane, T, V>.SinCos(x, out sin, out cos);
                return function == Function.Sin ? sin : cos;
        }
    }

    private static double One<TLane, V>(Function function, double x)
        where TLane : struct, ILane<double, V>
        where V : unmanaged
        => All<TLane, double, V>(function, [x])[0];

    private static float OneFloat(Function function, float x) => All<LanePortableFloat, float, float>(function, [x])[0];

    private static T[] All<TLane, T, V>(Function function, T[] arguments)
        where TLane : struct, ILane<T, V>
        where T : unmanaged
        where V : unmanaged
    {
        var results = new T[arguments.Length];
        fixed (T* from = arguments, to = results)
        {
            for (int i = 0; i + TLane.Width <= arguments.Length; i += TLane.Width)
                TLane.Store(to + i, Apply<TLane, T, V>(function, TLane.Load(from + i)));
        }

        return results;
    }
}
