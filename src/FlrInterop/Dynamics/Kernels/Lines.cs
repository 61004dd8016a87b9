using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>Sums of whole lines of 64 bytes.</summary>
internal static unsafe class Lines<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>sum += part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(T* sum, T* part, long count)
    {
        for (long at = 0; at < count; at += TLane.Width)
            TLane.Store(sum + at, TLane.Add(TLane.Load(sum + at), TLane.Load(part + at)));
    }

    /// <summary>total += sum in float64, and the sum begins again from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flush(double* total, T* sum, long count)
    {
        for (long at = 0; at < count; at += TLane.Width)
        {
            TLane.AddTo(total + at, TLane.Load(sum + at));
            TLane.Store(sum + at, TLane.Zero);
        }
    }
}
