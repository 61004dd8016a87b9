using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// C += Y Xᵀ over a buffer of samples in panels X[panel][sample][L units], by register tiles; each output is summed with the samples
/// ascending in one fused accumulator, from zero, then added to C in float64.
/// </summary>
internal static unsafe class CovarianceTiles<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>Panels of rows to give a thread at a time.</summary>
    public const int PanelsTogether = 8;

    // As many samples as this stay near while all columns meet one panel of rows; more are met by several panels of rows at once.
    private const long NearBytes = 3L << 19;

    private static int L => 64 / sizeof(T);

    /// <summary>Adds a buffer to some panels of rows of C.</summary>
    /// <param name="y">The samples of the rows, in panels.</param>
    /// <param name="x">The samples of the columns, in panels; the same for a covariance.</param>
    /// <param name="first">The first panel of rows.</param>
    /// <param name="last">One past the last.</param>
    /// <param name="panels">All panels.</param>
    /// <param name="stride">Elements from one panel to the next.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="c">C, rows of panels · L.</param>
    /// <param name="lower">Whether the lower triangle is enough.</param>
    /// <param name="stop">Ends the work.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(T* y, T* x, int first, int last, int panels, long stride, int samples, double* c, bool lower, StopSignal stop)
    {
        long width = (long)panels * L;
        int together = width * samples * sizeof(T) > NearBytes ? PanelsTogether : 1;
        for (int block = first; block < last; block += together)
        {
            stop.ThrowIfRaised();
            int end = Math.Min(last, block + together);
            for (int column = 0; column < (lower ? end : panels); column += 2)
            {
                for (int panel = lower ? Math.Max(block, column) : block; panel < end; panel++)
                {
                    bool pair = column + 1 < (lower ? panel + 1 : panels);
                    Columns(y + (panel * stride), x + (column * stride), stride, pair, samples, c + (panel * L * width) + (column * L), width);
                }
            }
        }
    }

    /// <summary>One panel of rows times one or two panels of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(T* y, T* x, long stride, bool pair, int samples, double* c, long width)
    {
        if (TLane.Width * sizeof(T) == 64)
        {
            for (int row = 0; row < L && pair; row += 8)
                Tile8(y + row, x, x + stride, samples, c + (row * width), c + (row * width) + L, width);
            for (int row = 0; row < L && !pair; row += 4)
                Tile4(y + row, x, samples, c + (row * width), width);
            return;
        }

        for (int column = 0; column < (pair ? 2 : 1); column++, x += stride, c += L)
        {
            for (int row = 0; row < L; row += 4)
            {
                for (int strip = 0; strip < L; strip += 2 * TLane.Width)
                    Tile4x2(y + row, x + strip, samples, c + (row * width) + strip, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8(T* y, T* x0, T* x1, int samples, double* c0, double* c1, long width)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0, b7 = a0;
        int lines = L;
        for (T* end = y + ((long)samples * lines); y < end; y += lines, x0 += lines, x1 += lines)
        {
            V v = TLane.Load(x0), w = TLane.Load(x1), m = TLane.Broadcast(y);
            a0 = TLane.Fma(v, m, a0);
            b0 = TLane.Fma(w, m, b0);
            m = TLane.Broadcast(y + 1);
            a1 = TLane.Fma(v, m, a1);
            b1 = TLane.Fma(w, m, b1);
            m = TLane.Broadcast(y + 2);
            a2 = TLane.Fma(v, m, a2);
            b2 = TLane.Fma(w, m, b2);
            m = TLane.Broadcast(y + 3);
            a3 = TLane.Fma(v, m, a3);
            b3 = TLane.Fma(w, m, b3);
            m = TLane.Broadcast(y + 4);
            a4 = TLane.Fma(v, m, a4);
            b4 = TLane.Fma(w, m, b4);
            m = TLane.Broadcast(y + 5);
            a5 = TLane.Fma(v, m, a5);
            b5 = TLane.Fma(w, m, b5);
            m = TLane.Broadcast(y + 6);
            a6 = TLane.Fma(v, m, a6);
            b6 = TLane.Fma(w, m, b6);
            m = TLane.Broadcast(y + 7);
            a7 = TLane.Fma(v, m, a7);
            b7 = TLane.Fma(w, m, b7);
        }

        TLane.AddTo(c0, a0);
        TLane.AddTo(c0 + width, a1);
        TLane.AddTo(c0 + (2 * width), a2);
        TLane.AddTo(c0 + (3 * width), a3);
        TLane.AddTo(c0 + (4 * width), a4);
        TLane.AddTo(c0 + (5 * width), a5);
        TLane.AddTo(c0 + (6 * width), a6);
        TLane.AddTo(c0 + (7 * width), a7);
        TLane.AddTo(c1, b0);
        TLane.AddTo(c1 + width, b1);
        TLane.AddTo(c1 + (2 * width), b2);
        TLane.AddTo(c1 + (3 * width), b3);
        TLane.AddTo(c1 + (4 * width), b4);
        TLane.AddTo(c1 + (5 * width), b5);
        TLane.AddTo(c1 + (6 * width), b6);
        TLane.AddTo(c1 + (7 * width), b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(T* y, T* x, int samples, double* c, long width)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0;
        int lines = L;
        for (T* end = y + ((long)samples * lines); y < end; y += lines, x += lines)
        {
            V v = TLane.Load(x);
            a0 = TLane.Fma(v, TLane.Broadcast(y), a0);
            a1 = TLane.Fma(v, TLane.Broadcast(y + 1), a1);
            a2 = TLane.Fma(v, TLane.Broadcast(y + 2), a2);
            a3 = TLane.Fma(v, TLane.Broadcast(y + 3), a3);
        }

        TLane.AddTo(c, a0);
        TLane.AddTo(c + width, a1);
        TLane.AddTo(c + (2 * width), a2);
        TLane.AddTo(c + (3 * width), a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2(T* y, T* x, int samples, double* c, long width)
    {
        V a0 = TLane.Zero, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        int lines = L, half = TLane.Width;
        for (T* end = y + ((long)samples * lines); y < end; y += lines, x += lines)
        {
            V v = TLane.Load(x), w = TLane.Load(x + half), m = TLane.Broadcast(y);
            a0 = TLane.Fma(v, m, a0);
            b0 = TLane.Fma(w, m, b0);
            m = TLane.Broadcast(y + 1);
            a1 = TLane.Fma(v, m, a1);
            b1 = TLane.Fma(w, m, b1);
            m = TLane.Broadcast(y + 2);
            a2 = TLane.Fma(v, m, a2);
            b2 = TLane.Fma(w, m, b2);
            m = TLane.Broadcast(y + 3);
            a3 = TLane.Fma(v, m, a3);
            b3 = TLane.Fma(w, m, b3);
        }

        TLane.AddTo(c, a0);
        TLane.AddTo(c + half, b0);
        TLane.AddTo(c + width, a1);
        TLane.AddTo(c + width + half, b1);
        TLane.AddTo(c + (2 * width), a2);
        TLane.AddTo(c + (2 * width) + half, b2);
        TLane.AddTo(c + (3 * width), a3);
        TLane.AddTo(c + (3 * width) + half, b3);
    }
}
