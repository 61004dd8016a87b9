using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Four doubles in 256 bits.</summary>
internal unsafe struct Lane256Double : ILane<double, Vector256<double>>
{
    public static int Width => 4;

    public static Vector256<double> Zero => Vector256<double>.Zero;

    public static Vector256<double> Set(double value) => Vector256.Create(value);

    public static Vector256<double> Broadcast(double* place) => Vector256.Create(*place);

    public static Vector256<double> Load(double* place) => Vector256.Load(place);

    public static void Store(double* place, Vector256<double> value) => Vector256.Store(value, place);

    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    public static Vector256<double> Subtract(Vector256<double> a, Vector256<double> b) => a - b;

    public static Vector256<double> Multiply(Vector256<double> a, Vector256<double> b) => a * b;

    public static Vector256<double> Divide(Vector256<double> a, Vector256<double> b) => a / b;

    public static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    public static Vector256<double> Sqrt(Vector256<double> a) => Vector256.Sqrt(a);

    public static Vector256<double> Min(Vector256<double> a, Vector256<double> b) => Avx.Min(a, b);

    public static Vector256<double> Max(Vector256<double> a, Vector256<double> b) => Avx.Max(a, b);

    public static Vector256<double> SelectNegative(Vector256<double> x, Vector256<double> ifNegative, Vector256<double> otherwise)
        => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), ifNegative, otherwise);

    public static Vector256<double> Bits(ulong bits) => Vector256.Create(bits).AsDouble();

    public static Vector256<double> And(Vector256<double> a, Vector256<double> b) => a & b;

    public static Vector256<double> Or(Vector256<double> a, Vector256<double> b) => a | b;

    public static Vector256<double> Xor(Vector256<double> a, Vector256<double> b) => a ^ b;

    public static Vector256<double> AddBits(Vector256<double> a, Vector256<double> b) => (a.AsUInt64() + b.AsUInt64()).AsDouble();

    public static Vector256<double> ShiftLeft(Vector256<double> a, [ConstantExpected] int count) => Vector256.ShiftLeft(a.AsUInt64(), count).AsDouble();

    public static Vector256<double> ShiftRight(Vector256<double> a, [ConstantExpected] int count) => Vector256.ShiftRightLogical(a.AsUInt64(), count).AsDouble();

    public static Vector256<double> FromInt32(Vector256<double> bits) => throw new NotSupportedException();

    public static void AddTo(double* place, Vector256<double> value) => Vector256.Store(Vector256.Load(place) + value, place);

    public static bool AnyBeyond(Vector256<double> a, Vector256<double> limit) => !Vector256.LessThanOrEqualAll(Vector256.Abs(a), limit);
}
