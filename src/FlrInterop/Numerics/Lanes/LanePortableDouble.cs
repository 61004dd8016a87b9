using System.Diagnostics.CodeAnalysis;

namespace FlrInterop.Numerics;

/// <summary>One double, without vector instructions.</summary>
internal unsafe struct LanePortableDouble : ILane<double, double>
{
    public static int Width => 1;

    public static double Zero => 0;

    public static double Set(double value) => value;

    public static double Broadcast(double* place) => *place;

    public static double Load(double* place) => *place;

    public static void Store(double* place, double value) => *place = value;

    public static double Add(double a, double b) => a + b;

    public static double Subtract(double a, double b) => a - b;

    public static double Multiply(double a, double b) => a * b;

    public static double Divide(double a, double b) => a / b;

    public static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    public static double Sqrt(double a) => Math.Sqrt(a);

    public static double Min(double a, double b) => a < b ? a : b;

    public static double Max(double a, double b) => a > b ? a : b;

    public static double SelectNegative(double x, double ifNegative, double otherwise) => x < 0 ? ifNegative : otherwise;

    public static double Bits(ulong bits) => BitConverter.UInt64BitsToDouble(bits);

    public static double And(double a, double b) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) & BitConverter.DoubleToUInt64Bits(b));

    public static double Or(double a, double b) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) | BitConverter.DoubleToUInt64Bits(b));

    public static double Xor(double a, double b) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) ^ BitConverter.DoubleToUInt64Bits(b));

    public static double AddBits(double a, double b) => BitConverter.UInt64BitsToDouble(unchecked(BitConverter.DoubleToUInt64Bits(a) + BitConverter.DoubleToUInt64Bits(b)));

    public static double ShiftLeft(double a, [ConstantExpected] int count) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) << count);

    public static double ShiftRight(double a, [ConstantExpected] int count) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) >> count);

    public static double FromInt32(double bits) => throw new NotSupportedException();

    public static void AddTo(double* place, double value) => *place += value;

    public static bool AnyBeyond(double a, double limit) => !(Math.Abs(a) <= limit);
}
