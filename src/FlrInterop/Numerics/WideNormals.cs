using System.Runtime.Intrinsics;

namespace FlrInterop.Numerics;

/// <summary>A row of standard normals by the kernels' own noise: the bits of <see cref="RandomStream"/>, many at a time.</summary>
internal static unsafe class WideNormals
{
    /// <summary>Fewer are as fast one by one.</summary>
    public const int Fewest = 64;

    // A buffer of 4 KB: a multiple of what the noise of a line makes at once, on every width.
    private const int Together = 512;

    /// <summary>Element j of the row, from j = 0, at the widest registers that there are.</summary>
    public static void Fill((uint Low, uint High) key, uint row, uint last, Span<double> values)
    {
        switch (LaneWidths.Best)
        {
            case LaneWidth.Bits512: Fill<Lane512Double, Vector512<double>, Words512, Vector512<ulong>>(key, row, last, values); break;
            case LaneWidth.Bits256: Fill<Lane256Double, Vector256<double>, Words256, Vector256<ulong>>(key, row, last, values); break;
            default: Fill<LanePortableDouble, double, WordsPortable, ulong>(key, row, last, values); break;
        }
    }

    /// <summary>The same at one width.</summary>
    public static void Fill<TLane, V, TWords, W>((uint Low, uint High) key, uint row, uint last, Span<double> values)
        where TLane : struct, ILane<double, V>
        where V : unmanaged
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        ulong* rounds = stackalloc ulong[2 * Philox.Rounds];
        double* scratch = stackalloc double[64], made = stackalloc double[Together];
        Philox.RoundKeys(key, rounds);
        for (int at = 0; at < values.Length; at += Together)
        {
            int count = Math.Min(Together, values.Length - at);
            NoiseBlock<TLane, double, V, TWords, W>.Line(rounds, at, (count + 7) / 8 * 8, 0, row, last, scratch, made);
            new ReadOnlySpan<double>(made, count).CopyTo(values[at..]);
        }
    }
}
