using System.Diagnostics;

namespace FlrInterop.Tests;

/// <summary>Predicted against simulated learning times, with noise.</summary>
[Trait("Category", "Verify")]
public sealed class LearningTimeTable(ITestOutputHelper output)
{
    private const int Networks = 12, Maps = 8;
    private const double Threshold = 0.8, LeastR2 = 0.99, MedianWithin = 0.03, ShortestRun = 600, LongestRun = 12_000;

    [Theory]
    [InlineData("error-driven")]
    [InlineData("hebbian")]
    public void Adiabatic_times_are_simulated_times(string name)
    {
        LearningRule rule = LearningRules.Parse(name);
        var seen = new List<double>();
        var adiabatic = new List<double>();
        var formula = new List<double>();
        var distance = new List<double>();
        var activity = new List<double>();
        TimeSpan simulating = default, following = default;
        int left = 0;
        for (int draw = 0; draw < Networks; draw++)
        {
            (Network network, InputOutputMap task) = Draws.Make(draw, Networks, Maps);
            long start = Stopwatch.GetTimestamp();
            TimePrediction told = Flr.PredictLearningTime(network, task, rule, new TimeOptions { Threshold = Threshold, Threads = 1 });
            following += Stopwatch.GetElapsedTime(start);
            TimePrediction closed = Flr.PredictLearningTime(network, task, rule, new TimeOptions { Threshold = Threshold, Method = "formula" });
            TimePrediction recorded = Flr.PredictLearningTime(Draws.Evoked(network, task), task, rule, new TimeOptions { Threshold = Threshold });
            SpeedPrediction speed = Flr.PredictSpeed(network, task, rule);
            double[] times = told.Time.ToArray();
            double rate = times.Where(double.IsFinite).Min() / ShortestRun;
            double duration = Math.Min(LongestRun, 1.1 * times.Where(double.IsFinite).Max() / rate);
            start = Stopwatch.GetTimestamp();
            LearningRun run = Learner.Run(network, task, rule, new LearnOptions { Rate = rate, Duration = duration, Threshold = Threshold, Seed = draw, Threads = 1 });
            simulating += Stopwatch.GetElapsedTime(start);
            for (int map = 0; map < Maps; map++)
            {
                if (double.IsNaN(run.TimeToThreshold[map]) || !double.IsFinite(times[map]) || closed.MapStatus[map] != RunStatus.Completed)
                {
                    left++;
                    continue;
                }

                double[] x = FixedPoint.Find(network, task.Inputs.At(map)).State.ToArray();
                double overlap = Enumerable.Range(0, Draws.Units).Sum(i => x[i] * task.Targets[map, i]) / Draws.Units;
                seen.Add(run.TimeToThreshold[map] * rate);
                adiabatic.Add(times[map]);
                formula.Add(closed.Time[map]);
                activity.Add(recorded.Time[map]);
                distance.Add((Threshold - overlap) / speed.Speed[map]);
            }
        }

        output.WriteLine(FormattableString.Invariant($"{name}: {seen.Count} maps (of {left} others the time is beyond the run or not predicted), range {seen.Max() / seen.Min():g3}"));
        output.WriteLine(FormattableString.Invariant($"simulation {simulating.TotalSeconds:f2} s, flow {following.TotalSeconds:f2} s: {simulating / following:f0} times faster"));
        double[] measured = [.. seen];
        foreach ((string label, List<double> predicted) in new[] { ("adiabatic", adiabatic), ("formula", formula), ("formula, C/D", activity), ("distance", distance) })
        {
            (double logR2, _, _) = Draws.Agreement([.. predicted.Select(time => Math.Log(time))], [.. measured.Select(time => Math.Log(time))]);
            output.WriteLine(Draws.Text(label, [.. predicted], measured) + FormattableString.Invariant($"  log R² {logR2:f4}"));
        }

        (double r2, _, double ratio) = Draws.Agreement([.. adiabatic], measured);
        Assert.True(seen.Count >= 50);
        Assert.True(r2 >= LeastR2, FormattableString.Invariant($"R² is {r2}"));
        Assert.InRange(ratio, 1 - MedianWithin, 1 + MedianWithin);
    }
}
