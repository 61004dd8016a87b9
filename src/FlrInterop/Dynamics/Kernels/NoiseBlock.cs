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

    // Sets of 4 lines that one call of the generator fills with units for lanes.
    private static int LineSets => TWords.Width == L ? 2 : 1;

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
    /// <param name="scratch">8 lines.</param>
    /// <param name="z">units numbers, rounded up to a multiple of 8 L; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Line(ulong* rounds, int firstUnit, int units, uint step, uint trial, uint last, T* scratch, T* z)
    {
        // Groups of four units are the lanes, L or 2 L at a time: word q of each makes line q.
        int lines = L, sets = LineSets;
        for (int group = 0; group < (units + 3) / 4; group += sets * lines)
        {
            LineWords(rounds, ((uint)firstUnit / 4) + (uint)group, step, trial, last, scratch);
            Normals(scratch, 4 * sets);
            T* target = z + (4 * group);
            for (int set = 0; set < sets; set++)
            {
                T* from = scratch + (set * 4 * lines);
                for (int lane = 0; lane < lines; lane++, target += 4, from++)
                {
                    target[0] = from[0];
                    target[1] = from[lines];
                    target[2] = from[2 * lines];
                    target[3] = from[3 * lines];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LineWords(ulong* rounds, uint group, uint step, uint trial, uint last, T* z)
    {
        // Two registers of groups at once; in float64 with 512 bits the second is a set of lines of its own.
        int twin = LineSets == 2 ? 4 * L : TWords.Width;
        for (int strip = 0; strip < L; strip += LineSets == 2 ? L : 2 * TWords.Width)
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
            place += twin;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
