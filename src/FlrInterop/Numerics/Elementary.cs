using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Elementary functions in a fixed written order, so that their bits do not depend on the register width, the runtime or the
/// platform's mathematical library. Largest errors (measured): log 1.2, sin and cos 1, tanh 2.5, logistic 3 units in the last place, in either precision.
/// </summary>
/// <remarks>The polynomials are minimax fits of this project (7 or 6 coefficients in float64, 3 in float32).</remarks>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="T">Its element.</typeparam>
/// <typeparam name="V">Its register.</typeparam>
internal static class Elementary<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>The natural logarithm of a positive normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        // x = 2ᵏ m with m in [√½, √2): moving √½ to the bottom of a binade makes the exponent field hold k.
        V moved, k, m, p, one = TLane.Set(1);
        if (typeof(T) == typeof(double))
        {
            moved = TLane.AddBits(x, TLane.Bits(0x3FF0000000000000UL - 0x3FE6A09E00000000UL));
            k = TLane.Subtract(TLane.Or(TLane.ShiftRight(moved, 52), TLane.Set(4503599627370496.0)), TLane.Set(4503599627370496.0 + 1023));
            m = TLane.AddBits(TLane.And(moved, TLane.Bits(0x000FFFFFFFFFFFFFUL)), TLane.Bits(0x3FE6A09E00000000UL));
        }
        else
        {
            moved = TLane.AddBits(x, TLane.Bits(0x3F800000UL - 0x3F3504F3UL));
            k = TLane.Subtract(TLane.Or(TLane.ShiftRight(moved, 23), TLane.Set(8388608.0)), TLane.Set(8388608.0 + 127));
            m = TLane.AddBits(TLane.And(moved, TLane.Bits(0x007FFFFFUL)), TLane.Bits(0x3F3504F3UL));
        }

        // log(1 + f) = f − f²/2 + s (f²/2 + R(s²)), s = f / (2 + f).
        V f = TLane.Subtract(m, one);
        V s = TLane.Divide(f, TLane.Add(f, TLane.Set(2)));
        V z = TLane.Multiply(s, s);
        if (typeof(T) == typeof(double))
        {
            p = TLane.Fma(z, TLane.Set(0.14796143332799538), TLane.Set(0.15314032272656153));
            p = TLane.Fma(z, p, TLane.Set(0.18183564994797155));
            p = TLane.Fma(z, p, TLane.Set(0.2222219856128942));
            p = TLane.Fma(z, p, TLane.Set(0.2857142874249295));
            p = TLane.Fma(z, p, TLane.Set(0.3999999999941426));
            p = TLane.Fma(z, p, TLane.Set(0.6666666666666734));
        }
        else
        {
            p = TLane.Fma(z, TLane.Set(0.29871875), TLane.Set(0.39977536));
            p = TLane.Fma(z, p, TLane.Set(0.66666776));
        }

        V half = TLane.Multiply(TLane.Multiply(f, f), TLane.Set(0.5));
        V low = TLane.Multiply(k, TLane.Set(typeof(T) == typeof(double) ? 1.9082149292705877e-10 : 3.1946183e-05));
        V rest = TLane.Fma(s, TLane.Fma(z, p, half), low);
        return TLane.Fma(k, TLane.Set(typeof(T) == typeof(double) ? 0.6931471803691238 : 0.69311523), TLane.Subtract(f, TLane.Subtract(half, rest)));
    }

    /// <summary>Sine and cosine of an angle in [−π/4, π/4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos(V x, out V sin, out V cos)
    {
        V z = TLane.Multiply(x, x), a, b;
        if (typeof(T) == typeof(double))
        {
            a = TLane.Fma(z, TLane.Set(1.5896811986339918e-10), TLane.Set(-2.505075839410891e-08));
            a = TLane.Fma(z, a, TLane.Set(2.7557313693687316e-06));
            a = TLane.Fma(z, a, TLane.Set(-0.00019841269829812917));
            a = TLane.Fma(z, a, TLane.Set(0.00833333333332242));
            a = TLane.Fma(z, a, TLane.Set(-0.16666666666666632));
            b = TLane.Fma(z, TLane.Set(-1.1359659749907392e-11), TLane.Set(2.0875723500331546e-09));
            b = TLane.Fma(z, b, TLane.Set(-2.7557314353975914e-07));
            b = TLane.Fma(z, b, TLane.Set(2.480158728948777e-05));
            b = TLane.Fma(z, b, TLane.Set(-0.0013888888888874133));
            b = TLane.Fma(z, b, TLane.Set(0.0416666666666666));
        }
        else
        {
            a = TLane.Fma(z, TLane.Set(-0.00019517259), TLane.Set(0.008332178));
            a = TLane.Fma(z, a, TLane.Set(-0.16666655));
            b = TLane.Fma(z, TLane.Set(2.4438417e-05), TLane.Set(-0.0013887368));
            b = TLane.Fma(z, b, TLane.Set(0.041666646));
        }

        sin = TLane.Fma(TLane.Multiply(x, z), a, x);
        cos = TLane.Fma(z, TLane.Fma(z, b, TLane.Set(-0.5)), TLane.Set(1));
    }

    /// <summary>The hyperbolic tangent, ±1 beyond 20 (float32: 10); a NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V sign = TLane.Bits(typeof(T) == typeof(double) ? 0x8000000000000000UL : 0x80000000UL);
        V magnitude = TLane.Min(TLane.Set(typeof(T) == typeof(double) ? 20 : 10), TLane.And(x, TLane.Bits(typeof(T) == typeof(double) ? 0x7FFFFFFFFFFFFFFFUL : 0x7FFFFFFFUL)));
        Exponential(TLane.Add(magnitude, magnitude), out V s, out V t);
        V less = TLane.Subtract(s, TLane.Set(1)), more = TLane.Add(s, TLane.Set(1));
        V ratio = TLane.Divide(TLane.Fma(more, t, less), TLane.Fma(less, t, more));
        return TLane.Or(ratio, TLane.And(x, sign));
    }

    /// <summary>1 / (1 + e⁻ˣ), with |x| held at 708 (float32: 87); a NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Logistic(V x)
    {
        V magnitude = TLane.Min(TLane.Set(typeof(T) == typeof(double) ? 708 : 87), TLane.And(x, TLane.Bits(typeof(T) == typeof(double) ? 0x7FFFFFFFFFFFFFFFUL : 0x7FFFFFFFUL)));
        Exponential(magnitude, out V s, out V t);
        V grown = TLane.Fma(s, t, s), shrunk = TLane.Subtract(TLane.Set(1), t);
        return TLane.Divide(TLane.SelectNegative(x, shrunk, grown), TLane.Add(grown, shrunk));
    }

    /// <summary>The larger of x and 0; a NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Relu(V x) => TLane.Max(TLane.Zero, x);

    /// <summary>eʸ = s (1 + t) / (1 − t) for y ≥ 0, with s a power of two and t = tanh of half the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exponential(V y, out V s, out V t)
    {
        V magic, n, r, q, shifted;
        if (typeof(T) == typeof(double))
        {
            magic = TLane.Set(6755399441055744.0);
            shifted = TLane.Fma(y, TLane.Set(1.4426950408889634), magic);
            n = TLane.Subtract(shifted, magic);
            r = TLane.Fma(n, TLane.Set(-1.9082149292705877e-10), TLane.Fma(n, TLane.Set(-0.6931471803691238), y));
            s = TLane.AddBits(TLane.ShiftLeft(shifted, 52), TLane.Set(1));
            V z = TLane.Multiply(r, r);
            q = TLane.Fma(z, TLane.Set(4.20518571984749e-07), TLane.Set(-4.3248599908570176e-06));
            q = TLane.Fma(z, q, TLane.Set(4.271361496858531e-05));
            q = TLane.Fma(z, q, TLane.Set(-0.00042162697487710507));
            q = TLane.Fma(z, q, TLane.Set(0.004166666666495388));
            q = TLane.Fma(z, q, TLane.Set(-0.04166666666666561));
            t = TLane.Fma(TLane.Multiply(r, z), q, TLane.Multiply(r, TLane.Set(0.5)));
        }
        else
        {
            magic = TLane.Set(12582912.0);
            shifted = TLane.Fma(y, TLane.Set(1.442695), magic);
            n = TLane.Subtract(shifted, magic);
            r = TLane.Fma(n, TLane.Set(-3.1946183e-05), TLane.Fma(n, TLane.Set(-0.69311523), y));
            s = TLane.AddBits(TLane.ShiftLeft(shifted, 23), TLane.Set(1));
            V z = TLane.Multiply(r, r);
            q = TLane.Fma(z, TLane.Set(-0.00041193533), TLane.Set(0.004165996));
            q = TLane.Fma(z, q, TLane.Set(-0.041666653));
            t = TLane.Fma(TLane.Multiply(r, z), q, TLane.Multiply(r, TLane.Set(0.5)));
        }
    }
}
