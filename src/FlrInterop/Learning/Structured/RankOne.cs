using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The three passes of a chunk of trials, each with its own g aᵀ beside a J₀ that all share. Trials are the lanes.</summary>
internal static unsafe class RankOne<TLane, V>
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    private const int Lanes = ChunkLayout.Lanes;

    /// <summary>aᵀx of every trial: four sums of every fourth unit, each k ascending, then (0 + 1) + (2 + 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Amplitude(double* right, double* state, int units, double* amplitude)
    {
        for (int lane = 0; lane < Lanes; lane += TLane.Width)
        {
            V a = TLane.Zero, b = TLane.Zero, c = TLane.Zero, d = TLane.Zero;
            double* r = right + lane, x = state + lane;
            int k = 0;
            for (; k + 4 <= units; k += 4, r += 4 * Lanes, x += 4 * Lanes)
            {
                a = TLane.Fma(TLane.Load(r), TLane.Load(x), a);
                b = TLane.Fma(TLane.Load(r + Lanes), TLane.Load(x + Lanes), b);
                c = TLane.Fma(TLane.Load(r + (2 * Lanes)), TLane.Load(x + (2 * Lanes)), c);
                d = TLane.Fma(TLane.Load(r + (3 * Lanes)), TLane.Load(x + (3 * Lanes)), d);
            }

            for (; k < units; k++, r += Lanes, x += Lanes)
                a = TLane.Fma(TLane.Load(r), TLane.Load(x), a);
            TLane.Store(amplitude + lane, TLane.Add(TLane.Add(a, b), TLane.Add(c, d)));
        }
    }

    /// <summary>u = kept · (J₀ x) + g (aᵀx) for some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join(double* product, double* growth, double* kept, double* amplitude, int rows, double* u)
    {
        for (int lane = 0; lane < Lanes; lane += TLane.Width)
        {
            V keep = TLane.Load(kept + lane), size = TLane.Load(amplitude + lane);
            for (int at = lane; at < rows * Lanes; at += Lanes)
                TLane.Store(u + at, TLane.Fma(TLane.Load(growth + at), size, TLane.Multiply(keep, TLane.Load(product + at))));
        }
    }

    /// <summary>a ← c a + y, and what is kept of J₀ by c as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Remember(double* right, double* presynaptic, double* keep, double* kept, int units)
    {
        for (int lane = 0; lane < Lanes; lane += TLane.Width)
        {
            V factor = TLane.Load(keep + lane);
            TLane.Store(kept + lane, TLane.Multiply(factor, TLane.Load(kept + lane)));
            for (long at = lane; at < (long)units * Lanes; at += Lanes)
                TLane.Store(right + at, TLane.Fma(factor, TLane.Load(right + at), TLane.Load(presynaptic + at)));
        }
    }
}
