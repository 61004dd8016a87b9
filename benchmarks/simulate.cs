using System.Diagnostics;
using System.Globalization;
using FlrInterop.Numerics;

namespace FlrInterop.Benchmarks;

/// <summary>"simulate units trials float64|float32 mean|covariance threads steps width|best": the seconds of one run of a dense network.</summary>
internal static class SimulateQuestion
{
    private static readonly Dictionary<int, Network> Networks = [];

    public static double Seconds(string[] word)
    {
        int units = Machine.Whole(word[1]), steps = Machine.Whole(word[6]);
        if (!Networks.TryGetValue(units, out Network? network))
            Networks[units] = network = new Network(Couplings.Gaussian(units, 0.8, 0, 1));
        var options = new SimulationOptions
        {
            Trials = Machine.Whole(word[2]),
            Precision = word[3] == "float32" ? Precision.Float32 : Precision.Float64,
            Record = word[4] == "mean" ? Recorded.Mean : Recorded.Mean | Recorded.Covariance,
            Threads = Machine.Whole(word[5]),
            Duration = 0.1 * steps,
            Transient = 0,
            Seed = 3,
        };
        SimulationPlan plan = SimulationPlan.Create(network, null, options);
        LaneWidth width = word[7] == "best" ? LaneWidths.Best : Enum.Parse<LaneWidth>(word[7]);
        long start = Stopwatch.GetTimestamp();
        Simulation.Run(plan, width, null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
