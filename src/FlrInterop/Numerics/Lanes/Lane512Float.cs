using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Sixteen floats in 512 bits.</summary>
internal unsafe struct Lane512Float : ILane<float, Vector512<float>>
{
    public static int Width => 16;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    public static Vector512<float> Set(double value) => Vector512.Create((float)value);

    public static Vector512<float> Broadcast(float* place) => Vector512.Create(*place);

    public static Vector512<float> Load(float* place) => Vector512.Load(place);

    public static void Store(float* place, Vector512<float> value) => Vector512.Store(value, place);

    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Avx512F.Min(a, b);

    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Avx512F.Max(a, b);

    public static Vector512<float> SelectNegative(Vector512<float> x, Vector512<float> ifNegative, Vector512<float> otherwise)
        => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), ifNegative, otherwise);

    public static Vector512<float> Bits(ulong bits) => Vector512.Create((uint)bits).AsSingle();

    public static Vector512<float> And(Vector512<float> a, Vector512<float> b) => a & b;

    public static Vector512<float> Or(Vector512<float> a, Vector512<float> b) => a | b;

    public static Vector512<float> Xor(Vector512<float> a, Vector512<float> b) => a ^ b;

    public static Vector512<float> AddBits(Vector512<float> a, Vector512<float> b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    public static Vector512<float> ShiftLeft(Vector512<float> a, [ConstantExpected] int count) => Vector512.ShiftLeft(a.AsUInt32(), count).AsSingle();

    public static Vector512<float> ShiftRight(Vector512<float> a, [ConstantExpected] int count) => Vector512.ShiftRightLogical(a.AsUInt32(), count).AsSingle();

    public static Vector512<float> FromInt32(Vector512<float> bits) => Vector512.ConvertToSingle(bits.AsInt32());

    public static void AddTo(double* place, Vector512<float> value)
    {
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(value);
        Vector512.Store(Vector512.Load(place) + low, place);
        Vector512.Store(Vector512.Load(place + 8) + high, place + 8);
    }

    public static bool AnyBeyond(Vector512<float> a, Vector512<float> limit) => !Vector512.LessThanOrEqualAll(Vector512.Abs(a), limit);
}
