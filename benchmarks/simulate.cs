using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FlrInterop;
using FlrInterop.Numerics;

// How fast is one network simulated? Reads lines "units trials float64|float32 mean|covariance threads steps" from the standard
// input, times each once and answers with the seconds a run of those steps took; "peak float64|float32" answers with the GFLOP/s
// of one core on independent fused multiply-adds. simulate.py drives it, in turn with NumPy.
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
LaneWidth width = args.Length > 0 ? Enum.Parse<LaneWidth>(args[0]) : LaneWidths.Best;
var networks = new Dictionary<int, Network>();
while (Console.ReadLine() is string line)
{
    string[] word = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    double answer = word[0] == "peak" ? Peak.Measure(word[1] == "float32") : Simulate(word);
    Console.WriteLine(answer.ToString("R", CultureInfo.InvariantCulture));
    Console.Out.Flush();
}

double Simulate(string[] word)
{
    int units = int.Parse(word[0], CultureInfo.InvariantCulture);
    if (!networks.TryGetValue(units, out Network? network))
    {
        double[] weights = new double[units * units];
        RandomStream.Normals(1, Purpose.Coupling, 0, 0, weights);
        double scale = 0.8 / Math.Sqrt(units);
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        networks[units] = network = new Network(new DenseCoupling(NdArray<double>.Copy(weights, units, units)));
    }

    SimulationOptions Options(int steps) => new()
    {
        Trials = int.Parse(word[1], CultureInfo.InvariantCulture),
        Precision = word[2] == "float32" ? Precision.Float32 : Precision.Float64,
        Record = word[3] == "mean" ? Recorded.Mean : Recorded.Mean | Recorded.Covariance,
        Threads = int.Parse(word[4], CultureInfo.InvariantCulture),
        Duration = 0.1 * steps,
        Transient = 0,
        Seed = 3,
    };
    SimulationPlan plan = SimulationPlan.Create(network, null, Options(int.Parse(word[5], CultureInfo.InvariantCulture)));
    long start = Stopwatch.GetTimestamp();
    Simulation.Run(plan, width, null, CancellationToken.None);
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

internal static class Peak
{
    private const int Rounds = 2_000_000;

    /// <summary>GFLOP/s of one core.</summary>
    public static double Measure(bool narrow)
    {
        double best = 0;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            double sum = LaneWidths.Has(LaneWidth.Bits512) ? Chains<Lane512Double, Vector512<double>>() : Chains<Lane256Double, Vector256<double>>();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            int width = LaneWidths.Has(LaneWidth.Bits512) ? 8 : 4;
            if (sum != 0)
                best = Math.Max(best, Rounds * 8.0 * 2 * width / seconds / 1e9);
        }

        return narrow ? 2 * best : best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Chains<TLane, V>()
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
