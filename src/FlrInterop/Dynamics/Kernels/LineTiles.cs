using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// The product with a single trajectory: the units of a panel are the lanes, four lines side by side, each summed with k ascending
/// and one fused accumulator an output, from zero: the same bits as <see cref="DenseTiles{TLane, T, V}"/>.
/// </summary>
internal static unsafe class LineTiles<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private static int L => 64 / sizeof(T);

    /// <summary>The product.</summary>
    /// <param name="panels">J in panels.</param>
    /// <param name="columns">The columns of J.</param>
    /// <param name="firstRow">The first row, a multiple of L.</param>
    /// <param name="rows">The rows, a multiple of L.</param>
    /// <param name="x">The state, one number a unit.</param>
    /// <param name="u">rows outputs; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T* panels, long columns, int firstRow, int rows, T* x, T* u)
    {
        long panel = columns * L;
        T* start = panels + (firstRow / L * panel);
        int lines = rows / L;
        if (TLane.Width * sizeof(T) == 64)
        {
            // Eight lines at a time, and what is left in parts of four to six: fewer would wait for one another's sums.
            while (lines > 0)
            {
                int taken = lines >= 12 || lines == 8 ? 8 : lines is 10 or 11 or 9 or 5 ? 5 : lines == 6 ? 6 : lines == 4 ? 4 : lines == 7 ? 7 : Math.Min(lines, 3);
                switch (taken)
                {
                    case 8: Eight(start, panel, columns, x, u, 8); break;
                    case 7: Eight(start, panel, columns, x, u, 7); break;
                    case 6: Six(start, panel, columns, x, u); break;
                    case 5: Five(start, panel, columns, x, u); break;
                    case 4: Four(start, panel, columns, x, u); break;
                    default:
                        for (int line = 0; line < taken; line++)
                            One(start + (line * panel), columns, x, u + (line * L));
                        break;
                }

                start += taken * panel;
                u += taken * L;
                lines -= taken;
            }

            return;
        }

        for (int row = 0; row < rows; row += L)
        {
            T* line = start + (row / L * panel);
            if (TLane.Width * sizeof(T) == 32 && row + (2 * L) <= rows)
            {
                Pairs(line, panel, columns, x, u + row);
                row += L;
            }
            else
            {
                for (int strip = 0; strip < L; strip += TLane.Width)
                    One(line + strip, columns, x, u + row + strip);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(T* j, long panel, long count, T* x, T* u, int held)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        int lines = L;
        T* j3 = j + (3 * panel), j6 = j + (6 * panel), j7 = j + ((held - 1) * panel);
        for (T* end = x + count; x < end; x++, j += lines, j3 += lines, j6 += lines, j7 += lines)
        {
            V v = TLane.Broadcast(x);
            a0 = TLane.Fma(v, TLane.Load(j), a0);
            a1 = TLane.Fma(v, TLane.Load(j + panel), a1);
            a2 = TLane.Fma(v, TLane.Load(j + (2 * panel)), a2);
            a3 = TLane.Fma(v, TLane.Load(j3), a3);
            a4 = TLane.Fma(v, TLane.Load(j3 + panel), a4);
            a5 = TLane.Fma(v, TLane.Load(j3 + (2 * panel)), a5);
            a6 = TLane.Fma(v, TLane.Load(j6), a6);
            a7 = TLane.Fma(v, TLane.Load(j7), a7);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (4 * lines), a4);
        TLane.Store(u + (5 * lines), a5);
        TLane.Store(u + (6 * lines), a6);
        if (held == 8)
            TLane.Store(u + (7 * lines), a7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(T* j, long panel, long count, T* x, T* u)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0;
        int lines = L;
        T* j1 = j + panel, j2 = j1 + panel, j3 = j2 + panel;
        for (T* end = x + count; x < end; x++, j += lines, j1 += lines, j2 += lines, j3 += lines)
        {
            V v = TLane.Broadcast(x);
            a0 = TLane.Fma(v, TLane.Load(j), a0);
            a1 = TLane.Fma(v, TLane.Load(j1), a1);
            a2 = TLane.Fma(v, TLane.Load(j2), a2);
            a3 = TLane.Fma(v, TLane.Load(j3), a3);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(T* j, long panel, long count, T* x, T* u)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0;
        int lines = L;
        T* j1 = j + panel, j2 = j1 + panel, j3 = j2 + panel, j4 = j3 + panel;
        for (T* end = x + count; x < end; x++, j += lines, j1 += lines, j2 += lines, j3 += lines, j4 += lines)
        {
            V v = TLane.Broadcast(x);
            a0 = TLane.Fma(v, TLane.Load(j), a0);
            a1 = TLane.Fma(v, TLane.Load(j1), a1);
            a2 = TLane.Fma(v, TLane.Load(j2), a2);
            a3 = TLane.Fma(v, TLane.Load(j3), a3);
            a4 = TLane.Fma(v, TLane.Load(j4), a4);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (4 * lines), a4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(T* j, long panel, long count, T* x, T* u)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        int lines = L;
        T* j1 = j + panel, j2 = j1 + panel, j3 = j2 + panel, j4 = j3 + panel, j5 = j4 + panel;
        for (T* end = x + count; x < end; x++, j += lines, j1 += lines, j2 += lines, j3 += lines, j4 += lines, j5 += lines)
        {
            V v = TLane.Broadcast(x);
            a0 = TLane.Fma(v, TLane.Load(j), a0);
            a1 = TLane.Fma(v, TLane.Load(j1), a1);
            a2 = TLane.Fma(v, TLane.Load(j2), a2);
            a3 = TLane.Fma(v, TLane.Load(j3), a3);
            a4 = TLane.Fma(v, TLane.Load(j4), a4);
            a5 = TLane.Fma(v, TLane.Load(j5), a5);
        }

        TLane.Store(u, a0);
        TLane.Store(u + lines, a1);
        TLane.Store(u + (2 * lines), a2);
        TLane.Store(u + (3 * lines), a3);
        TLane.Store(u + (4 * lines), a4);
        TLane.Store(u + (5 * lines), a5);
    }

    // Two panels of two registers each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pairs(T* j, long panel, long count, T* x, T* u)
    {
        V a0 = TLane.Zero, a1 = a0, b0 = a0, b1 = a0;
        int lines = L, half = TLane.Width;
        T* k = j + panel;
        for (T* end = x + count; x < end; x++, j += lines, k += lines)
        {
            V v = TLane.Broadcast(x);
            a0 = TLane.Fma(v, TLane.Load(j), a0);
            a1 = TLane.Fma(v, TLane.Load(j + half), a1);
            b0 = TLane.Fma(v, TLane.Load(k), b0);
            b1 = TLane.Fma(v, TLane.Load(k + half), b1);
        }

        TLane.Store(u, a0);
        TLane.Store(u + half, a1);
        TLane.Store(u + lines, b0);
        TLane.Store(u + lines + half, b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(T* j, long count, T* x, T* u)
    {
        V a = TLane.Zero;
        int lines = L;
        for (T* end = x + count; x < end; x++, j += lines)
            a = TLane.Fma(TLane.Broadcast(x), TLane.Load(j), a);
        TLane.Store(u, a);
    }
}
