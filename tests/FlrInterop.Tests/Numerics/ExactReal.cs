using System.Numerics;

namespace FlrInterop.Tests.Numerics;

/// <summary>Elementary functions to about 60 digits in whole-number arithmetic: the reference for errors in the last place.</summary>
internal static class ExactReal
{
    private const int Scale = 320;
    private static readonly BigInteger One = BigInteger.One << Scale;
    private static readonly BigInteger Ln2 = LogNearOne(2 * One);

    public static BigInteger From(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Scale;
        BigInteger value = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return bits < 0 ? -value : value;
    }

    /// <summary>The distance of a result from the exact value, in units of the last place of a double near it.</summary>
    public static double Ulps(double got, BigInteger exact)
    {
        double near = Math.Abs(got);
        BigInteger unit = From(Math.BitIncrement(near)) - From(near);
        return Math.Exp(BigInteger.Log(BigInteger.Abs(From(got) - exact) + 1) - BigInteger.Log(unit));
    }

    public static BigInteger Log(double x)
    {
        int k = Math.ILogB(x);
        return LogNearOne(From(Math.ScaleB(x, -k))) + (k * Ln2);
    }

    public static BigInteger Sin(double x) => Alternating(From(x), From(x), 1);

    public static BigInteger Cos(double x) => Alternating(From(x), One, 0);

    public static BigInteger Tanh(double x)
    {
        BigInteger grown = ExpMinusOne(2 * From(x));
        return (grown << Scale) / (grown + (2 * One));
    }

    public static BigInteger Logistic(double x)
    {
        BigInteger e = ExpMinusOne(From(x)) + One;
        return (e << Scale) / (e + One);
    }

    private static BigInteger Alternating(BigInteger x, BigInteger term, int power)
    {
        BigInteger square = (x * x) >> Scale, sum = term;
        for (int k = power; !term.IsZero; k += 2)
        {
            term = -((term * square) >> Scale) / ((k + 1) * (k + 2));
            sum += term;
            if (BigInteger.Abs(term) <= 1)
                break;
        }

        return sum;
    }

    private static BigInteger ExpMinusOne(BigInteger x)
    {
        int halvings = 12;
        BigInteger y = x >> halvings, term = y, sum = y;
        for (int k = 2; BigInteger.Abs(term) > 1; k++)
        {
            term = ((term * y) >> Scale) / k;
            sum += term;
        }

        for (int i = 0; i < halvings; i++)
            sum = (2 * sum) + ((sum * sum) >> Scale);
        return sum;
    }

    private static BigInteger LogNearOne(BigInteger m)
    {
        BigInteger s = ((m - One) << Scale) / (m + One), square = (s * s) >> Scale, power = s, sum = s;
        for (int k = 3; BigInteger.Abs(power) > 1; k += 2)
        {
            power = (power * square) >> Scale;
            sum += power / k;
        }

        return 2 * sum;
    }
}
