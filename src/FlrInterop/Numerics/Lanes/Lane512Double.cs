using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Eight doubles in 512 bits.</summary>
internal unsafe struct Lane512Double : ILane<double, Vector512<double>>
{
    public static int Width => 8;

    public static Vector512<double> Zero => Vector512<double>.Zero;

    public static Vector512<double> Set(double value) => Vector512.Create(value);

    public static Vector512<double> Broadcast(double* place) => Vector512.Create(*place);

    public static Vector512<double> Load(double* place) => Vector512.Load(place);

    public static void Store(double* place, Vector512<double> value) => Vector512.Store(value, place);

    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    public static Vector512<double> Subtract(Vector512<double> a, Vector512<double> b) => a - b;

    public static Vector512<double> Multiply(Vector512<double> a, Vector512<double> b) => a * b;

    public static Vector512<double> Divide(Vector512<double> a, Vector512<double> b) => a / b;

    public static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    public static Vector512<double> Sqrt(Vector512<double> a) => Vector512.Sqrt(a);

    public static Vector512<double> Min(Vector512<double> a, Vector512<double> b) => Avx512F.Min(a, b);

    public static Vector512<double> Max(Vector512<double> a, Vector512<double> b) => Avx512F.Max(a, b);

    public static Vector512<double> SelectNegative(Vector512<double> x, Vector512<double> ifNegative, Vector512<double> otherwise)
        => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), ifNegative, otherwise);

    public static Vector512<double> Bits(ulong bits) => Vector512.Create(bits).AsDouble();

    public static Vector512<double> And(Vector512<double> a, Vector512<double> b) => a & b;

    public static Vector512<double> Or(Vector512<double> a, Vector512<double> b) => a | b;

    public static Vector512<double> Xor(Vector512<double> a, Vector512<double> b) => a ^ b;

    public static Vector512<double> AddBits(Vector512<double> a, Vector512<double> b) => (a.AsUInt64() + b.AsUInt64()).AsDouble();

    public static Vector512<double> ShiftLeft(Vector512<double> a, [ConstantExpected] int count) => Vector512.ShiftLeft(a.AsUInt64(), count).AsDouble();

    public static Vector512<double> ShiftRight(Vector512<double> a, [ConstantExpected] int count) => Vector512.ShiftRightLogical(a.AsUInt64(), count).AsDouble();

    public static Vector512<double> FromInt32(Vector512<double> bits) => throw new NotSupportedException();

    public static void AddTo(double* place, Vector512<double> value) => Vector512.Store(Vector512.Load(place) + value, place);

    public static bool AnyBeyond(Vector512<double> a, Vector512<double> limit) => !Vector512.LessThanOrEqualAll(Vector512.Abs(a), limit);
}
