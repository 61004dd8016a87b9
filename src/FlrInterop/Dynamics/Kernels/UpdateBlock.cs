using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>One Euler–Maruyama step of some units: x ← x + dt (φ(u + b) − x) + σ z, two fused roundings.</summary>
internal static unsafe class UpdateBlock<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private static int L => 64 / sizeof(T);

    /// <summary>The step for rows of a chunk.</summary>
    /// <param name="transfer">φ.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="dt">The step.</param>
    /// <param name="sigma">The noise of one step, √(2 D dt).</param>
    /// <param name="u">J x, a line a row.</param>
    /// <param name="bias">b: a number a row, or (<paramref name="biasLines"/>) one a place.</param>
    /// <param name="biasLines">Whether units are the lanes.</param>
    /// <param name="z">The normals, a line a row; null for none.</param>
    /// <param name="x">The state, a line a row.</param>
    /// <param name="next">The state after the step; overwritten.</param>
    /// <param name="sums">To add it to, as it is recorded; null where it is not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(TransferFunction transfer, int rows, double dt, double sigma, T* u, T* bias, bool biasLines, T* z, T* x, T* next, T* sums)
    {
        switch (transfer)
        {
            case TransferFunction.Tanh:
                Apply<Transfers<TLane, T, V>.Tanh>(rows, dt, sigma, u, bias, biasLines, z, x, next, sums);
                break;
            case TransferFunction.Logistic:
                Apply<Transfers<TLane, T, V>.Logistic>(rows, dt, sigma, u, bias, biasLines, z, x, next, sums);
                break;
            case TransferFunction.Relu:
                Apply<Transfers<TLane, T, V>.Relu>(rows, dt, sigma, u, bias, biasLines, z, x, next, sums);
                break;
            default:
                Apply<Transfers<TLane, T, V>.Linear>(rows, dt, sigma, u, bias, biasLines, z, x, next, sums);
                break;
        }
    }

    /// <summary>Whether a number is not finite or its magnitude above the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AnyBeyond(T* x, long count, double limit)
    {
        V bound = TLane.Set(limit);
        for (T* end = x + count; x < end; x += TLane.Width)
        {
            if (TLane.AnyBeyond(TLane.Load(x), bound))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TTransfer>(int rows, double dt, double sigma, T* u, T* bias, bool biasLines, T* z, T* x, T* next, T* sums)
        where TTransfer : struct, ITransfer<TLane, T, V>
    {
        V step = TLane.Set(dt), size = TLane.Set(sigma);
        long end = (long)rows * L;
        for (long at = 0; at < end; at += TLane.Width)
        {
            // Lane by lane or row by row: at / L is the row.
            V b = biasLines ? TLane.Load(bias + at) : TLane.Broadcast(bias + (at / L));
            V old = TLane.Load(x + at);
            V made = TLane.Fma(step, TLane.Subtract(TTransfer.Apply(TLane.Add(TLane.Load(u + at), b)), old), old);
            if (z != null)
                made = TLane.Fma(size, TLane.Load(z + at), made);
            TLane.Store(next + at, made);
            if (sums != null)
                TLane.Store(sums + at, TLane.Add(TLane.Load(sums + at), made));
        }

    }
}
