using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>From the state of a chunk to samples: lines of trials become lines of units.</summary>
internal static unsafe class SamplePanels<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private static int L => 64 / sizeof(T);

    /// <summary>Writes x − shift of one chunk into panels X[panel][sample][L units]; the samples of pad trials come last, for the next to overwrite.</summary>
    /// <param name="x">The chunk, x[unit · L + trial].</param>
    /// <param name="shift">A number a unit.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="panel">The first sample of the first panel.</param>
    /// <param name="stride">Elements from one panel to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Chunk(T* x, T* shift, int panels, T* panel, long stride)
    {
        T* moved = stackalloc T[16 * 16];
        for (int at = 0; at < panels; at++, panel += stride, x += L * L, shift += L)
        {
            for (int unit = 0; unit < L; unit++)
            {
                V from = TLane.Broadcast(shift + unit);
                for (int strip = 0; strip < L; strip += TLane.Width)
                    TLane.Store(moved + (unit * L) + strip, TLane.Subtract(TLane.Load(x + (unit * L) + strip), from));
            }

            Transpose(moved, panel);
        }
    }

    /// <summary>Writes x − shift of a single trajectory: its lines are lines of units already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Line(T* x, T* shift, int panels, T* panel, long stride)
    {
        for (int at = 0; at < panels; at++, panel += stride, x += L, shift += L)
        {
            for (int strip = 0; strip < L; strip += TLane.Width)
                TLane.Store(panel + strip, TLane.Subtract(TLane.Load(x + strip), TLane.Load(shift + strip)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(T* from, T* to)
    {
        for (int trial = 0; trial < L; trial++, to += L, from++)
        {
            for (int unit = 0; unit < L; unit += 8)
            {
                T a = from[unit * L], b = from[(unit + 1) * L], c = from[(unit + 2) * L], d = from[(unit + 3) * L];
                T e = from[(unit + 4) * L], f = from[(unit + 5) * L], g = from[(unit + 6) * L], h = from[(unit + 7) * L];
                to[unit] = a;
                to[unit + 1] = b;
                to[unit + 2] = c;
                to[unit + 3] = d;
                to[unit + 4] = e;
                to[unit + 5] = f;
                to[unit + 6] = g;
                to[unit + 7] = h;
            }
        }
    }
}
