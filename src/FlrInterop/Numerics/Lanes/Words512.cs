using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Eight words in 512 bits.</summary>
internal unsafe struct Words512 : IWords<Vector512<ulong>>
{
    public static int Width => 8;

    public static Vector512<ulong> Broadcast(ulong value) => Vector512.Create(value);

    public static Vector512<ulong> Ascending(ulong first) => Vector512.Create(first) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    public static Vector512<ulong> MultiplyLow(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    public static Vector512<ulong> High(Vector512<ulong> a) => Vector512.ShiftRightLogical(a, 32);

    public static Vector512<ulong> Xor(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a ^ b ^ c;

    public static void Store(ulong* place, Vector512<ulong> words) => Vector512.Store(words, place);

    public static void StoreNarrow(uint* place, Vector512<ulong> first, Vector512<ulong> second)
    {
        // The even halves of both, in one instruction: narrowing takes each on its own and joins them.
        Vector512<uint> even = Vector512.Create(0U, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        Vector512.Store(Avx512F.PermuteVar16x32x2(first.AsUInt32(), even, second.AsUInt32()), place);
    }
}
