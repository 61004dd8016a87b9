using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>J ← J + Δ of a chunk of trials, each with its own J.</summary>
internal static unsafe class PlasticSum<TLane, V, TLimit>
    where TLane : struct, ILane<double, V>
    where V : unmanaged
    where TLimit : struct, IWeightLimit<V>
{
    /// <summary>Adds the change to every weight.</summary>
    /// <param name="weights">J, shape (units, units, lanes); changed.</param>
    /// <param name="change">Δ, shape (units, units, lanes).</param>
    /// <param name="units">N.</param>
    /// <param name="limit">What the network allows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* weights, double* change, int units, TLimit limit)
    {
        long at = 0;
        for (int post = 0; post < units; post++)
        {
            for (int pre = 0; pre < units; pre++)
            {
                for (int lane = 0; lane < ChunkLayout.Lanes; lane += TLane.Width, at += TLane.Width)
                {
                    V before = TLane.Load(weights + at);
                    TLane.Store(weights + at, limit.Apply(before, TLane.Add(before, TLane.Load(change + at)), post, pre));
                }
            }
        }
    }
}
