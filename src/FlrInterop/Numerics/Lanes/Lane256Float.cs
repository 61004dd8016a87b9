using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Eight floats in 256 bits.</summary>
internal unsafe struct Lane256Float : ILane<float, Vector256<float>>
{
    public static int Width => 8;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    public static Vector256<float> Set(double value) => Vector256.Create((float)value);

    public static Vector256<float> Broadcast(float* place) => Vector256.Create(*place);

    public static Vector256<float> Load(float* place) => Vector256.Load(place);

    public static void Store(float* place, Vector256<float> value) => Vector256.Store(value, place);

    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    public static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    public static Vector256<float> Sqrt(Vector256<float> a) => Vector256.Sqrt(a);

    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) => Avx.Min(a, b);

    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Avx.Max(a, b);

    public static Vector256<float> SelectNegative(Vector256<float> x, Vector256<float> ifNegative, Vector256<float> otherwise)
        => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), ifNegative, otherwise);

    public static Vector256<float> Bits(ulong bits) => Vector256.Create((uint)bits).AsSingle();

    public static Vector256<float> And(Vector256<float> a, Vector256<float> b) => a & b;

    public static Vector256<float> Or(Vector256<float> a, Vector256<float> b) => a | b;

    public static Vector256<float> Xor(Vector256<float> a, Vector256<float> b) => a ^ b;

    public static Vector256<float> AddBits(Vector256<float> a, Vector256<float> b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    public static Vector256<float> ShiftLeft(Vector256<float> a, [ConstantExpected] int count) => Vector256.ShiftLeft(a.AsUInt32(), count).AsSingle();

    public static Vector256<float> ShiftRight(Vector256<float> a, [ConstantExpected] int count) => Vector256.ShiftRightLogical(a.AsUInt32(), count).AsSingle();

    public static Vector256<float> FromInt32(Vector256<float> bits) => Vector256.ConvertToSingle(bits.AsInt32());

    public static void AddTo(double* place, Vector256<float> value)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(value);
        Vector256.Store(Vector256.Load(place) + low, place);
        Vector256.Store(Vector256.Load(place + 4) + high, place + 4);
    }

    public static bool AnyBeyond(Vector256<float> a, Vector256<float> limit) => !Vector256.LessThanOrEqualAll(Vector256.Abs(a), limit);
}
