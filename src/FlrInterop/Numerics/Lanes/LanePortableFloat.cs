using System.Diagnostics.CodeAnalysis;

namespace FlrInterop.Numerics;

/// <summary>One float, without vector instructions.</summary>
internal unsafe struct LanePortableFloat : ILane<float, float>
{
    public static int Width => 1;

    public static float Zero => 0;

    public static float Set(double value) => (float)value;

    public static float Broadcast(float* place) => *place;

    public static float Load(float* place) => *place;

    public static void Store(float* place, float value) => *place = value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    public static float Sqrt(float a) => MathF.Sqrt(a);

    public static float Min(float a, float b) => a < b ? a : b;

    public static float Max(float a, float b) => a > b ? a : b;

    public static float SelectNegative(float x, float ifNegative, float otherwise) => x < 0 ? ifNegative : otherwise;

    public static float Bits(ulong bits) => BitConverter.UInt32BitsToSingle((uint)bits);

    public static float And(float a, float b) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) & BitConverter.SingleToUInt32Bits(b));

    public static float Or(float a, float b) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) | BitConverter.SingleToUInt32Bits(b));

    public static float Xor(float a, float b) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) ^ BitConverter.SingleToUInt32Bits(b));

    public static float AddBits(float a, float b) => BitConverter.UInt32BitsToSingle(unchecked(BitConverter.SingleToUInt32Bits(a) + BitConverter.SingleToUInt32Bits(b)));

    public static float ShiftLeft(float a, [ConstantExpected] int count) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) << count);

    public static float ShiftRight(float a, [ConstantExpected] int count) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) >> count);

    public static float FromInt32(float bits) => (int)BitConverter.SingleToUInt32Bits(bits);

    public static void AddTo(double* place, float value) => *place += value;

    public static bool AnyBeyond(float a, float limit) => !(MathF.Abs(a) <= limit);
}
