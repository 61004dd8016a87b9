using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// The products u = J x of a chunk of trials: one J for all of them, or each trial its own, changing every step.
/// </summary>
/// <remarks>
/// Trials are the lanes; each output sums over k ascending into one accumulator, so both products of equal weights have equal
/// bits, and paired runs differ by learning alone. The update of the step before is applied while a weight is in a register:
/// w ← w c + g y, then u ← u + w x: each weight is read and written once a step. Four rows run together to hide the latency of the sum.
/// </remarks>
internal static unsafe class PlasticProduct<TLane, V, TLimit>
    where TLane : struct, ILane<double, V>
    where V : unmanaged
    where TLimit : struct, IWeightLimit<V>
{
    /// <summary>The trials of a chunk.</summary>
    public const int Lanes = ChunkLayout.Lanes;

    /// <summary>u = J x with one J for all trials.</summary>
    /// <param name="weights">J, shape (units, units).</param>
    /// <param name="state">x, shape (units, lanes).</param>
    /// <param name="result">u, shape (units, lanes).</param>
    /// <param name="units">N.</param>
    public static void Shared(double* weights, double* state, double* result, int units) => Shared(weights, state, result, units, units);

    /// <summary>W x with one W for all trials, which need not be square.</summary>
    /// <param name="weights">W, shape (rows, columns).</param>
    /// <param name="state">x, shape (columns, lanes).</param>
    /// <param name="result">W x, shape (rows, lanes).</param>
    /// <param name="rows">The rows of W, 1 or more.</param>
    /// <param name="columns">The columns of W.</param>
    public static void Shared(double* weights, double* state, double* result, int rows, int columns)
    {
        for (int first = 0; first < rows; first += 4)
        {
            // The last rows are computed again where fewer than four are left: the same numbers are stored twice.
            int row = Math.Max(0, Math.Min(first, rows - 4));
            for (int lane = 0; lane < Lanes; lane += TLane.Width)
            {
                if (rows < 4)
                    SharedRows(weights, state + lane, result + lane, columns, 0, Math.Min(1, rows - 1), Math.Min(2, rows - 1), rows - 1);
                else
                    SharedRows(weights, state + lane, result + lane, columns, row, row + 1, row + 2, row + 3);
            }
        }
    }

    /// <summary>Applies the update of the step before to each trial's own J, then u = J x.</summary>
    /// <param name="weights">J, shape (units, units, lanes); changed.</param>
    /// <param name="previous">x at the step before, shape (units, lanes).</param>
    /// <param name="growth">g of the step before, shape (units, lanes).</param>
    /// <param name="keep">c of the step before, shape (units, lanes).</param>
    /// <param name="state">x, shape (units, lanes).</param>
    /// <param name="result">u, shape (units, lanes).</param>
    /// <param name="units">N.</param>
    /// <param name="limit">What the network allows.</param>
    public static void Own(double* weights, double* previous, double* growth, double* keep, double* state, double* result, int units, TLimit limit)
    {
        int row = 0;
        for (; row + 4 <= units; row += 4)
        {
            for (int lane = 0; lane < Lanes; lane += TLane.Width)
                OwnFour(weights + lane, previous + lane, growth + lane, keep + lane, state + lane, result + lane, units, row, limit);
        }

        for (; row < units; row++)
        {
            for (int lane = 0; lane < Lanes; lane += TLane.Width)
                OwnOne(weights + lane, previous + lane, growth + lane, keep + lane, state + lane, result + lane, units, row, limit);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SharedRows(double* weights, double* state, double* result, int columns, int a, int b, int c, int d)
    {
        double* wa = weights + ((long)a * columns), wb = weights + ((long)b * columns), wc = weights + ((long)c * columns), wd = weights + ((long)d * columns);
        V ua = TLane.Zero, ub = TLane.Zero, uc = TLane.Zero, ud = TLane.Zero;
        for (int k = 0; k < columns; k++)
        {
            V x = TLane.Load(state + ((long)k * Lanes));
            ua = TLane.Fma(TLane.Broadcast(wa + k), x, ua);
            ub = TLane.Fma(TLane.Broadcast(wb + k), x, ub);
            uc = TLane.Fma(TLane.Broadcast(wc + k), x, uc);
            ud = TLane.Fma(TLane.Broadcast(wd + k), x, ud);
        }

        TLane.Store(result + (a * Lanes), ua);
        TLane.Store(result + (b * Lanes), ub);
        TLane.Store(result + (c * Lanes), uc);
        TLane.Store(result + (d * Lanes), ud);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void OwnFour(
        double* weights, double* previous, double* growth, double* keep, double* state, double* result, int units, int row, TLimit limit)
    {
        long stride = (long)units * Lanes;
        double* wa = weights + (row * stride), wb = wa + stride, wc = wb + stride, wd = wc + stride;
        int first = row * Lanes;
        V ga = TLane.Load(growth + first), gb = TLane.Load(growth + first + Lanes), gc = TLane.Load(growth + first + (2 * Lanes)), gd = TLane.Load(growth + first + (3 * Lanes));
        V ca = TLane.Load(keep + first), cb = TLane.Load(keep + first + Lanes), cc = TLane.Load(keep + first + (2 * Lanes)), cd = TLane.Load(keep + first + (3 * Lanes));
        V ua = TLane.Zero, ub = TLane.Zero, uc = TLane.Zero, ud = TLane.Zero;
        for (int k = 0; k < units; k++)
        {
            long at = (long)k * Lanes;
            V y = TLane.Load(previous + at), x = TLane.Load(state + at);
            ua = TLane.Fma(Updated(wa + at, ca, ga, y, row, k, limit), x, ua);
            ub = TLane.Fma(Updated(wb + at, cb, gb, y, row + 1, k, limit), x, ub);
            uc = TLane.Fma(Updated(wc + at, cc, gc, y, row + 2, k, limit), x, uc);
            ud = TLane.Fma(Updated(wd + at, cd, gd, y, row + 3, k, limit), x, ud);
        }

        TLane.Store(result + first, ua);
        TLane.Store(result + first + Lanes, ub);
        TLane.Store(result + first + (2 * Lanes), uc);
        TLane.Store(result + first + (3 * Lanes), ud);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void OwnOne(
        double* weights, double* previous, double* growth, double* keep, double* state, double* result, int units, int row, TLimit limit)
    {
        double* w = weights + ((long)row * units * Lanes);
        V g = TLane.Load(growth + (row * Lanes)), c = TLane.Load(keep + (row * Lanes)), u = TLane.Zero;
        for (int k = 0; k < units; k++)
        {
            long at = (long)k * Lanes;
            u = TLane.Fma(Updated(w + at, c, g, TLane.Load(previous + at), row, k, limit), TLane.Load(state + at), u);
        }

        TLane.Store(result + (row * Lanes), u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Updated(double* place, V keep, V growth, V previous, int post, int pre, TLimit limit)
    {
        V before = TLane.Load(place);
        V after = limit.Apply(before, TLane.Fma(growth, previous, TLane.Multiply(before, keep)), post, pre);
        TLane.Store(place, after);
        return after;
    }
}
