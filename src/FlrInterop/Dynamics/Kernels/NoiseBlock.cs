using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// The noise of some units of one step, in two passes over a scratch: words, then normals in place. The number of unit i in a trial and
/// step comes from the counter (i / 4, step, trial, purpose) alone.
/// </summary>
internal static unsafe class NoiseBlock<TLane, T, V, TWords, W>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
    where TWords : struct, IWords<W>
    where W : unmanaged
{
    private static int L => 64 / sizeof(T);

    /// <summary>Normals of a chunk: z[unit · L + trial].</summary>
    /// <param name="rounds">The round keys.</param>
    /// <param name="firstUnit">The first unit, a multiple of 8.</param>
    /// <param name="units">The units, a multiple of 8.</param>
    /// <param name="step">The step.</param>
    /// <param name="trial">The chunk's first trial.</param>
    /// <param name="last">The counter's last word.</param>
    /// <param name="z">units · L numbers; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Chunk(ulong* rounds, int firstUnit, int units, uint step, uint trial, uint last, T* z)
    {
        Words(rounds, (uint)firstUnit / 4, units / 4, step, trial, last, z);
        Normals(z, units);
    }

    /// <summary>Normals of a single trajectory: z[unit].</summary>
    /// <param name="rounds">The round keys.</param>
    /// <param name="firstUnit">The first unit, a multiple of 8.</param>
    /// <param name="units">The units, a multiple of 8.</param>
    /// <param name="step">The step.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="last">The counter's last word.</param>
    /// <param name="scratch">4 lines, and 4 for each whole or begun 4 L units.</param>
    /// <param name="z">units numbers, rounded up to a multiple of 4 L; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Line(ulong* rounds, int firstUnit, int units, uint step, uint trial, uint last, T* scratch, T* z)
    {
        // L groups of four units are the lanes: word q of each makes line q.
        int lines = L;
        for (int group = 0; group < (units + 3) / 4; group += lines)
        {
            LineWords(rounds, ((uint)firstUnit / 4) + (uint)group, step, trial, last, scratch);
            Normals(scratch, 4);
            T* target = z + (4 * group);
            for (int lane = 0; lane < lines; lane++, target += 4)
            {
                target[0] = scratch[lane];
                target[1] = scratch[lane + lines];
                target[2] = scratch[lane + (2 * lines)];
                target[3] = scratch[lane + (3 * lines)];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Words(ulong* rounds, uint group, int groups, uint step, uint trial, uint last, T* z)
    {
        if (sizeof(T) == 8)
        {
            for (int at = 0; at < groups; at += 2)
            {
                ulong* line = (ulong*)z + (at * 4 * L);
                for (int strip = 0; strip < L; strip += TWords.Width)
                {
                    W a = TWords.Broadcast(group + (uint)at), b = TWords.Broadcast(step), c = TWords.Ascending(trial + (uint)strip), d = TWords.Broadcast(last);
                    W e = TWords.Broadcast(group + (uint)at + 1), f = b, g = c, h = d;
                    Philox.Two<TWords, W>(rounds, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
                    ulong* place = line + strip;
                    TWords.Store(place, a);
                    TWords.Store(place + L, b);
                    TWords.Store(place + (2 * L), c);
                    TWords.Store(place + (3 * L), d);
                    TWords.Store(place + (4 * L), e);
                    TWords.Store(place + (5 * L), f);
                    TWords.Store(place + (6 * L), g);
                    TWords.Store(place + (7 * L), h);
                }
            }
        }
        else
        {
            for (int at = 0; at < groups; at++)
            {
                uint* line = (uint*)z + (at * 4 * L);
                for (int strip = 0; strip < L; strip += 2 * TWords.Width)
                {
                    W a = TWords.Broadcast(group + (uint)at), b = TWords.Broadcast(step), c = TWords.Ascending(trial + (uint)strip), d = TWords.Broadcast(last);
                    W e = a, f = b, g = TWords.Ascending(trial + (uint)(strip + TWords.Width)), h = d;
                    Philox.Two<TWords, W>(rounds, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
                    StoreNarrow(line + strip, a, b, c, d, e, f, g, h);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LineWords(ulong* rounds, uint group, uint step, uint trial, uint last, T* z)
    {
        // Two registers of groups at once: float64 512 bits needs only one, its twin is thrown away.
        int stride = sizeof(T) == 8 && TWords.Width == L ? TWords.Width : 2 * TWords.Width;
        for (int strip = 0; strip < L; strip += stride)
        {
            W a = TWords.Ascending(group + (uint)strip), b = TWords.Broadcast(step), c = TWords.Broadcast(trial), d = TWords.Broadcast(last);
            W e = TWords.Ascending(group + (uint)(strip + TWords.Width)), f = b, g = c, h = d;
            Philox.Two<TWords, W>(rounds, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            if (sizeof(T) == 4)
            {
                StoreNarrow((uint*)z + strip, a, b, c, d, e, f, g, h);
                continue;
            }

            ulong* place = (ulong*)z + strip;
            TWords.Store(place, a);
            TWords.Store(place + L, b);
            TWords.Store(place + (2 * L), c);
            TWords.Store(place + (3 * L), d);
            if (stride == TWords.Width)
                continue;
            place += TWords.Width;
            TWords.Store(place, e);
            TWords.Store(place + L, f);
            TWords.Store(place + (2 * L), g);
            TWords.Store(place + (3 * L), h);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreNarrow(uint* place, W a, W b, W c, W d, W e, W f, W g, W h)
    {
        TWords.StoreNarrow(place, a, e);
        TWords.StoreNarrow(place + L, b, f);
        TWords.StoreNarrow(place + (2 * L), c, g);
        TWords.StoreNarrow(place + (3 * L), d, h);
    }

    /// <summary>Each pair of lines of words becomes a pair of lines of normals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normals(T* z, int lines)
    {
        for (T* end = z + (lines * L); z < end; z += 2 * L)
        {
            for (int strip = 0; strip < L; strip += TLane.Width)
            {
                BoxMuller<TLane, T, V>.Pair(TLane.Load(z + strip), TLane.Load(z + L + strip), out V first, out V second);
                TLane.Store(z + strip, first);
                TLane.Store(z + L + strip, second);
            }
        }
    }
}
