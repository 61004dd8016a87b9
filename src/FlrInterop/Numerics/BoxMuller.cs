using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Two independent standard normals from two random words a, b: radius √(−ln u) times cos φ ∓ sin φ, with φ uniform on (−π/4, π/4) and
/// two free signs. No quadrants, four numbers a Philox call.
/// </summary>
/// <remarks>
/// float64: u = (a and the 20 low bits of b as 52 bits, plus ½) · 2⁻⁵², φ from the 30 low bits of b, signs from its two top bits; the tail
/// reaches 8.5 σ. float32: u = (a / 2 + ½) · 2⁻³¹, φ from b · 4 as a signed number, the tail reaches 6.6 σ.
/// Box &amp; Muller, Ann. Math. Stat. 29 (1958), doi 10.1214/aoms/1177706645.
/// </remarks>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="T">Its element.</typeparam>
/// <typeparam name="V">Its register.</typeparam>
internal static class BoxMuller<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>A pair of normals.</summary>
    /// <param name="a">A word in each place (float64: in the low half of it, what is above is ignored).</param>
    /// <param name="b">Another.</param>
    /// <param name="first">A normal.</param>
    /// <param name="second">Another.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pair(V a, V b, out V first, out V second)
    {
        V u, angle, flipFirst, flipSecond, sign = TLane.Bits(typeof(T) == typeof(double) ? 0x8000000000000000UL : 0x80000000UL);
        if (typeof(T) == typeof(double))
        {
            // The upper half of a, shifted by 20, would reach the exponent: cut it to 52 bits.
            V mantissa = TLane.Or(TLane.And(TLane.ShiftLeft(a, 20), TLane.Bits(0x000FFFFFFFF00000UL)), TLane.And(b, TLane.Bits(0x00000000000FFFFFUL)));
            u = TLane.Subtract(TLane.Or(mantissa, TLane.Set(1)), TLane.Set(1 - 1.1102230246251565e-16));
            V turn = TLane.Or(TLane.And(b, TLane.Bits(0x3FFFFFFFUL)), TLane.Set(4503599627370496.0));
            angle = TLane.Fma(TLane.Subtract(turn, TLane.Set(4503599627370496.0 + 536870912.0)), TLane.Set(1.4629180792671596e-09), TLane.Set(7.314590396335798e-10));
            flipFirst = TLane.ShiftLeft(b, 32);
            flipSecond = TLane.ShiftLeft(b, 33);
        }
        else
        {
            u = TLane.Fma(TLane.FromInt32(TLane.ShiftRight(a, 1)), TLane.Set(4.656612873077393e-10), TLane.Set(2.3283064365386963e-10));
            angle = TLane.Multiply(TLane.FromInt32(TLane.ShiftLeft(b, 2)), TLane.Set(3.6572953e-10));
            flipFirst = b;
            flipSecond = TLane.ShiftLeft(b, 1);
        }

        V radius = TLane.Sqrt(TLane.Subtract(TLane.Zero, Elementary<TLane, T, V>.Log(u)));
        Elementary<TLane, T, V>.SinCos(angle, out V sin, out V cos);
        first = TLane.Xor(TLane.Multiply(radius, TLane.Subtract(cos, sin)), TLane.And(flipFirst, sign));
        second = TLane.Xor(TLane.Multiply(radius, TLane.Add(cos, sin)), TLane.And(flipSecond, sign));
    }
}
