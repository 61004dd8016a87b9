using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Four words in 256 bits.</summary>
internal unsafe struct Words256 : IWords<Vector256<ulong>>
{
    public static int Width => 4;

    public static Vector256<ulong> Broadcast(ulong value) => Vector256.Create(value);

    public static Vector256<ulong> Ascending(ulong first) => Vector256.Create(first) + Vector256.Create(0UL, 1, 2, 3);

    public static Vector256<ulong> MultiplyLow(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    public static Vector256<ulong> High(Vector256<ulong> a) => Vector256.ShiftRightLogical(a, 32);

    public static Vector256<ulong> Xor(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a ^ b ^ c;

    public static void Store(ulong* place, Vector256<ulong> words) => Vector256.Store(words, place);

    // The even 32-bit words of both registers, with the middle quarters put back in order.
    public static void StoreNarrow(uint* place, Vector256<ulong> first, Vector256<ulong> second)
    {
        Vector256<float> even = Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00);
        Vector256.Store(Avx2.Permute4x64(even.AsUInt64(), 0b11_01_10_00).AsUInt32(), place);
    }
}
