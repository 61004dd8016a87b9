using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Benchmarks;

/// <summary>What the machine can do: the two measures that every benchmark is held against.</summary>
internal static unsafe class Machine
{
    private const int Rounds = 2_000_000;

    // Beyond every cache of the machines we know.
    private const long Bytes = 1L << 28;

    public static int Whole(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>GFLOP/s of independent fused multiply–adds, on so many threads at once.</summary>
    public static double Peak(bool narrow, int threads)
    {
        int width = LaneWidths.Has(LaneWidth.Bits512) ? 8 : 4;
        double seconds = Best(threads, _ => LaneWidths.Has(LaneWidth.Bits512) ? Chains<Lane512Double, Vector512<double>>() : Chains<Lane256Double, Vector256<double>>());
        return (narrow ? 2 : 1) * threads * Rounds * 8.0 * 2 * width / seconds / 1e9;
    }

    /// <summary>GB/s of memory read and written back, beyond the caches, on so many threads at once.</summary>
    public static double Bandwidth(int threads)
    {
        using var memory = new AlignedMemory<double>(Bytes / sizeof(double));
        long each = memory.Length / threads / 64 * 64;
        double* start = memory.Start;
        double seconds = Best(threads, thread => Scale(start + (thread * each), each));
        return 2.0 * threads * each * sizeof(double) / seconds / 1e9;
    }

    /// <summary>The seconds of the slowest thread, in the best of some repeats; each thread times itself.</summary>
    private static double Best(int threads, Func<int, double> work)
    {
        double best = double.MaxValue;
        double[] seconds = new double[threads];
        for (int repeat = 0; repeat < 5; repeat++)
        {
            using var ready = new Barrier(threads);
            Thread[] workers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
            {
                ready.SignalAndWait();
                long start = Stopwatch.GetTimestamp();
                work(thread);
                seconds[thread] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }))];
            foreach (Thread worker in workers)
                worker.Start();
            foreach (Thread worker in workers)
                worker.Join();
            best = Math.Min(best, seconds.Max());
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Scale(double* values, long count)
    {
        Vector512<double> factor = Vector512.Create(0.999), more = Vector512.Create(0.001);
        for (long at = 0; at < count; at += 8)
            Vector512.FusedMultiplyAdd(Vector512.Load(values + at), factor, more).Store(values + at);
        return values[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Chains<TLane, V>()
        where TLane : struct, ILane<double, V>
        where V : unmanaged
    {
        V a = TLane.Set(1), b = TLane.Set(2), c = TLane.Set(3), d = TLane.Set(4), e = TLane.Set(5), f = TLane.Set(6), g = TLane.Set(7), h = TLane.Set(8);
        V m = TLane.Set(0.999), n = TLane.Set(0.001);
        for (int round = 0; round < Rounds; round++)
        {
            a = TLane.Fma(a, m, n);
            b = TLane.Fma(b, m, n);
            c = TLane.Fma(c, m, n);
            d = TLane.Fma(d, m, n);
            e = TLane.Fma(e, m, n);
            f = TLane.Fma(f, m, n);
            g = TLane.Fma(g, m, n);
            h = TLane.Fma(h, m, n);
        }

        double* place = stackalloc double[8];
        TLane.Store(place, TLane.Add(TLane.Add(TLane.Add(a, b), TLane.Add(c, d)), TLane.Add(TLane.Add(e, f), TLane.Add(g, h))));
        return place[0];
    }
}
