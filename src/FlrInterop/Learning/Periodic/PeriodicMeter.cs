using FlrInterop.Numerics;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Learning;

/// <summary>Measures the speed of every map of a task in time, chunks of trials over threads.</summary>
internal sealed class PeriodicMeter(
    Network network, PeriodicTask task, LearningRule rule, MeasureOptions options, IProgress<double>? progress, CancellationToken cancellation)
{
    private readonly int _chunks = ChunkLayout.Chunks(options.Trials);
    private readonly PeriodicPlan[] _plans = new PeriodicPlan[task.Maps];

    public PeriodicMeasurement Measure()
    {
        int items = task.Maps * _chunks;
        for (int map = 0; map < task.Maps; map++)
            _plans[map] = PeriodicPlan.For(network, task, map, rule, options, cancellation);
        NdArray<double> coupling = network.Coupling.Dense();
        double[] slopes = new double[items * ChunkLayout.Lanes];
        string[] ends = new string[items];
        Complex[][] evoked = [.. Enumerable.Range(0, items).Select(item => new Complex[(_plans[item / _chunks].Harmonics + 1) * task.Units])];
        ParallelItems.Run(items, options.Threads, stop => new Runner(new PeriodicRun(network, coupling, LaneWidths.Best), Chunk, stop), progress, cancellation);
        return Summary(slopes, ends, evoked);

        void Chunk(PeriodicRun run, int item, StopSignal stop)
        {
            int map = item / _chunks, chunk = item % _chunks, trials = Math.Min(ChunkLayout.Lanes, options.Trials - (chunk * ChunkLayout.Lanes));
            ends[item] = run.Run(
                _plans[map], map, rule, options.Seed, chunk, trials, slopes.AsSpan(item * ChunkLayout.Lanes, ChunkLayout.Lanes), evoked[item], stop.ThrowIfRaised);
        }
    }

    private PeriodicMeasurement Summary(double[] slopes, string[] ends, Complex[][] evoked)
    {
        int maps = task.Maps, harmonics = _plans[0].Harmonics, part = (harmonics + 1) * task.Units;
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps), error = NdArray<double>.Create(out Span<double> errors, maps);
        NdArray<double> rate = NdArray<double>.Create(out Span<double> rates, maps), duration = NdArray<double>.Create(out Span<double> durations, maps);
        NdArray<Complex> components = NdArray<Complex>.Create(out Span<Complex> values, maps, harmonics + 1, task.Units);
        values.Clear();
        string[] status = new string[maps];
        for (int map = 0; map < maps; map++)
        {
            PeriodicPlan plan = _plans[map];
            rates[map] = plan.Rate;
            durations[map] = plan.LearnPeriods * plan.State.Steps * plan.State.Step;
            string? failed = Array.Find(ends[(map * _chunks)..((map + 1) * _chunks)], end => end != RunStatus.Completed);
            status[map] = failed ?? plan.State.Status;
            (speeds[map], errors[map]) = failed is null
                ? MeanAndError(slopes.AsSpan(map * _chunks * ChunkLayout.Lanes, options.Trials), plan.Rate)
                : (double.NaN, double.NaN);
            for (int chunk = 0; chunk < _chunks; chunk++)
            {
                for (int at = 0; at < part; at++)
                    values[(map * part) + at] += evoked[(map * _chunks) + chunk][at] / options.Trials;
            }
        }

        return new PeriodicMeasurement
        {
            Speed = speed,
            StandardError = error,
            Rate = rate,
            Duration = duration,
            Trials = options.Trials,
            Evoked = new PeriodicActivity(task.Omega, components),
            MapStatus = status,
            Status = RunStatus.OfMaps(status),
        };
    }

    private static (double Mean, double Error) MeanAndError(ReadOnlySpan<double> slopes, double rate)
    {
        double mean = System.Numerics.Tensors.TensorPrimitives.Average(slopes) / rate, squares = 0;
        foreach (double slope in slopes)
            squares += ((slope / rate) - mean) * ((slope / rate) - mean);
        return (mean, slopes.Length > 1 ? Math.Sqrt(squares / (slopes.Length - 1) / slopes.Length) : double.NaN);
    }

    private sealed class Runner(PeriodicRun run, Action<PeriodicRun, int, StopSignal> chunk, StopSignal stop) : IItemWorker
    {
        public void Do(int item) => chunk(run, item, stop);

        public void Dispose() => run.Dispose();
    }
}
