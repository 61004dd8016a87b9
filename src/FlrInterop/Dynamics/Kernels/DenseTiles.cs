using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Rows of a matrix in line panels times a chunk of 64 bytes of trials: u_i = Σ_k J_ik x_k with k ascending and one fused
/// accumulator an output, from zero, whatever the tile.
/// </summary>
/// <remarks>
/// Panels: J[(panel · columns + k) · L + row in the panel], L elements to 64 bytes. Chunk: x[k · L + trial]. Tiles are 8 or 16 rows of one register
/// (512 bits), 6 rows of two (256 bits), 4 rows of one (portable). A tile that runs past the last row repeats that row into spare places.
/// </remarks>
internal static unsafe class DenseTiles<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>Rows that may be written beyond those asked for.</summary>
    public const int SpareRows = 8;

    private static int L => 64 / sizeof(T);

    /// <summary>Rows that are best taken together: a multiple of every tile and of a panel.</summary>
    public static int BlockRows => TLane.Width * sizeof(T) == 32 ? 48 : 32;

    /// <summary>The fewest rows that are whole panels and whole tiles.</summary>
    public static int TileRows => TLane.Width * sizeof(T) == 32 ? 3 * 64 / sizeof(T) : 64 / sizeof(T);

    /// <summary>The product for some rows.</summary>
    /// <param name="panels">J in panels.</param>
    /// <param name="columns">The columns of J.</param>
    /// <param name="firstRow">The first row, a multiple of L.</param>
    /// <param name="rows">The rows, a multiple of L.</param>
    /// <param name="from">The first column summed over.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="x">The chunk, all its columns.</param>
    /// <param name="u">rows · L outputs and <see cref="SpareRows"/> rows to spare; overwritten.</param>
    /// <param name="resumed">Whether the sums go on from what u holds, as left by the columns before.</param>
    /// <param name="ahead">What is soon to be read, to be fetched meanwhile; null for nothing.</param>
    /// <param name="aheadStep">How many elements of it are fetched for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T* panels, long columns, int firstRow, int rows, long from, long to, T* x, T* u, bool resumed = false, T* ahead = null, int aheadStep = 0)
    {
        long count = to - from, panel = columns * L;
        T* start = panels + (firstRow / L * panel) + (from * L);
        x += from * L;
        if (TLane.Width * sizeof(T) == 64)
        {
            for (int row = 0; row < rows; row += L)
            {
                if (sizeof(T) == 8)
                    Tile8(start + (row / L * panel), count, x, u + ((long)row * L), resumed, ahead, aheadStep);
                else
                    Tile16(start + (row / L * panel), count, x, u + ((long)row * L), resumed, ahead, aheadStep);
            }
        }
        else if (TLane.Width * sizeof(T) == 32)
        {
            for (int row = 0; row < rows; row += 6)
                Tile6(start, panel, row, rows - 1, count, x, u + ((long)row * L), resumed, ahead, aheadStep);
        }
        else
        {
            for (int row = 0; row < rows; row += 4)
            {
                for (int strip = 0; strip < L; strip += TLane.Width)
                    Tile4(start + (row / L * panel) + (row % L), count, x + strip, u + ((long)row * L) + strip, resumed);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8(T* j, long count, T* x, T* u, bool resumed, T* ahead, int aheadStep)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        int lines = L;
        if (resumed)
        {
            a0 = TLane.Load(u);
            a1 = TLane.Load(u + lines);
            a2 = TLane.Load(u + (2 * lines));
            a3 = TLane.Load(u + (3 * lines));
            a4 = TLane.Load(u + (4 * lines));
            a5 = TLane.Load(u + (5 * lines));
            a6 = TLane.Load(u + (6 * lines));
            a7 = TLane.Load(u + (7 * lines));
        }

        for (T* end = j + (count * lines); j < end; j += lines, x += lines, ahead += aheadStep)
        {
            Ahead.Fetch(ahead);
            V v = TLane.Load(x);
            a0 = TLane.Fma(v, TLane.Broadcast(j), a0);
            a1 = TLane.Fma(v, TLane.Broadcast(j + 1), a1);
            a2 = TLane.Fma(v, TLane.Broadcast(j + 2), a2);
            a3 = TLane.Fma(v, TLane.Broadcast(j + 3), a3);
            a4 = TLane.Fma(v, TLane.Broadcast(j + 4), a4);
            a5 = TLane.Fma(v, TLane.Broadcast(j + 5), a5);
            a6 = TLane.Fma(v, TLane.Broadcast(j + 6), a6);
            a7 = TLane.Fma(v, TLane.Broadcast(j + 7), a7);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (4 * lines), a4);
        TLane.Store(u + (5 * lines), a5);
        TLane.Store(u + (6 * lines), a6);
        TLane.Store(u + (7 * lines), a7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile16(T* j, long count, T* x, T* u, bool resumed, T* ahead, int aheadStep)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0, b7 = a0;
        int lines = L;
        if (resumed)
        {
            a0 = TLane.Load(u);
            a1 = TLane.Load(u + lines);
            a2 = TLane.Load(u + (2 * lines));
            a3 = TLane.Load(u + (3 * lines));
            a4 = TLane.Load(u + (4 * lines));
            a5 = TLane.Load(u + (5 * lines));
            a6 = TLane.Load(u + (6 * lines));
            a7 = TLane.Load(u + (7 * lines));
            b0 = TLane.Load(u + (8 * lines));
            b1 = TLane.Load(u + (9 * lines));
            b2 = TLane.Load(u + (10 * lines));
            b3 = TLane.Load(u + (11 * lines));
            b4 = TLane.Load(u + (12 * lines));
            b5 = TLane.Load(u + (13 * lines));
            b6 = TLane.Load(u + (14 * lines));
            b7 = TLane.Load(u + (15 * lines));
        }

        for (T* end = j + (count * lines); j < end; j += lines, x += lines, ahead += aheadStep)
        {
            Ahead.Fetch(ahead);
            V v = TLane.Load(x);
            a0 = TLane.Fma(v, TLane.Broadcast(j), a0);
            a1 = TLane.Fma(v, TLane.Broadcast(j + 1), a1);
            a2 = TLane.Fma(v, TLane.Broadcast(j + 2), a2);
            a3 = TLane.Fma(v, TLane.Broadcast(j + 3), a3);
            a4 = TLane.Fma(v, TLane.Broadcast(j + 4), a4);
            a5 = TLane.Fma(v, TLane.Broadcast(j + 5), a5);
            a6 = TLane.Fma(v, TLane.Broadcast(j + 6), a6);
            a7 = TLane.Fma(v, TLane.Broadcast(j + 7), a7);
            b0 = TLane.Fma(v, TLane.Broadcast(j + 8), b0);
            b1 = TLane.Fma(v, TLane.Broadcast(j + 9), b1);
            b2 = TLane.Fma(v, TLane.Broadcast(j + 10), b2);
            b3 = TLane.Fma(v, TLane.Broadcast(j + 11), b3);
            b4 = TLane.Fma(v, TLane.Broadcast(j + 12), b4);
            b5 = TLane.Fma(v, TLane.Broadcast(j + 13), b5);
            b6 = TLane.Fma(v, TLane.Broadcast(j + 14), b6);
            b7 = TLane.Fma(v, TLane.Broadcast(j + 15), b7);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (4 * lines), a4);
        TLane.Store(u + (5 * lines), a5);
        TLane.Store(u + (6 * lines), a6);
        TLane.Store(u + (7 * lines), a7);
        u += 8 * lines;
        TLane.Store(u, b0);
        TLane.Store(u + lines, b1);
        TLane.Store(u + (2 * lines), b2);
        TLane.Store(u + (3 * lines), b3);
        TLane.Store(u + (4 * lines), b4);
        TLane.Store(u + (5 * lines), b5);
        TLane.Store(u + (6 * lines), b6);
        TLane.Store(u + (7 * lines), b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6(T* start, long panel, int row, int last, long count, T* x, T* u, bool resumed, T* ahead, int aheadStep)
    {
        // A tile may straddle two panels, and end past the last row.
        T* p0 = Place(start, panel, row, last), p1 = Place(start, panel, row + 1, last), p2 = Place(start, panel, row + 2, last);
        T* p3 = Place(start, panel, row + 3, last), p4 = Place(start, panel, row + 4, last), p5 = Place(start, panel, row + 5, last);
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
        int lines = L, half = TLane.Width;
        if (resumed)
        {
            a0 = TLane.Load(u);
            b0 = TLane.Load(u + half);
            a1 = TLane.Load(u + lines);
            b1 = TLane.Load(u + lines + half);
            a2 = TLane.Load(u + (2 * lines));
            b2 = TLane.Load(u + (2 * lines) + half);
            a3 = TLane.Load(u + (3 * lines));
            b3 = TLane.Load(u + (3 * lines) + half);
            a4 = TLane.Load(u + (4 * lines));
            b4 = TLane.Load(u + (4 * lines) + half);
            a5 = TLane.Load(u + (5 * lines));
            b5 = TLane.Load(u + (5 * lines) + half);
        }

        for (long at = 0, end = count * lines; at < end; at += lines, ahead += aheadStep)
        {
            Ahead.Fetch(ahead);
            V v = TLane.Load(x + at), w = TLane.Load(x + at + half), j = TLane.Broadcast(p0 + at);
            a0 = TLane.Fma(v, j, a0);
            b0 = TLane.Fma(w, j, b0);
            j = TLane.Broadcast(p1 + at);
            a1 = TLane.Fma(v, j, a1);
            b1 = TLane.Fma(w, j, b1);
            j = TLane.Broadcast(p2 + at);
            a2 = TLane.Fma(v, j, a2);
            b2 = TLane.Fma(w, j, b2);
            j = TLane.Broadcast(p3 + at);
            a3 = TLane.Fma(v, j, a3);
            b3 = TLane.Fma(w, j, b3);
            j = TLane.Broadcast(p4 + at);
            a4 = TLane.Fma(v, j, a4);
            b4 = TLane.Fma(w, j, b4);
            j = TLane.Broadcast(p5 + at);
            a5 = TLane.Fma(v, j, a5);
            b5 = TLane.Fma(w, j, b5);
        }

        TLane.Store(u, a0);
        TLane.Store(u + half, b0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + lines + half, b1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (2 * lines) + half, b2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (3 * lines) + half, b3);
        TLane.Store(u + (4 * lines), a4);
        TLane.Store(u + (4 * lines) + half, b4);
        TLane.Store(u + (5 * lines), a5);
        TLane.Store(u + (5 * lines) + half, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(T* j, long count, T* x, T* u, bool resumed)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0;
        int lines = L;
        if (resumed)
        {
            a0 = TLane.Load(u);
            a1 = TLane.Load(u + lines);
            a2 = TLane.Load(u + (2 * lines));
            a3 = TLane.Load(u + (3 * lines));
        }

        for (T* end = j + (count * lines); j < end; j += lines, x += lines)
        {
            V v = TLane.Load(x);
            a0 = TLane.Fma(v, TLane.Broadcast(j), a0);
            a1 = TLane.Fma(v, TLane.Broadcast(j + 1), a1);
            a2 = TLane.Fma(v, TLane.Broadcast(j + 2), a2);
            a3 = TLane.Fma(v, TLane.Broadcast(j + 3), a3);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Place(T* start, long panel, int row, int last)
    {
        int held = Math.Min(row, last);
        return start + (held / L * panel) + (held % L);
    }
}
