using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Measures the speed of every map, chunks of trials over threads.</summary>
internal sealed class SpeedMeter(
    Network network, InputOutputMap task, LearningRule rule, MeasureOptions options, IProgress<double>? progress, CancellationToken cancellation)
{
    private readonly int _chunks = ChunkLayout.Chunks(options.Trials);
    private readonly PairedPlan?[] _plans = new PairedPlan?[task.Maps];
    private readonly string[] _status = new string[task.Maps];
    private readonly StopSignal _stop = new();

    /// <summary>The register width; tests set it, the result does not depend on it.</summary>
    public LaneWidth Width { get; init; } = LaneWidths.Best;

    public SpeedMeasurement Measure()
    {
        cancellation.ThrowIfCancellationRequested();
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        try
        {
            return MeasureAll();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private SpeedMeasurement MeasureAll()
    {
        int maps = task.Maps, items = maps * _chunks, threads = options.Threads ?? Environment.ProcessorCount;
        NdArray<double> coupling = network.Coupling.Dense();
        Workers.Run(Math.Min(threads, maps), maps, _ => new Planner(this), () => 0, _stop, null);

        long all = _plans.Sum(plan => (long)(plan!.SettleSteps + plan.LearnSteps)) * _chunks;
        int workers = Math.Min(threads, items);
        var steps = new RunProgress(workers);
        double[] slopes = new double[items * ChunkLayout.Lanes];
        string[] ends = new string[items];
        Workers.Run(workers, items, number => new Runner(this, coupling, steps, number, slopes, ends), () => (double)steps.Done / all, _stop, progress);
        return Summary(slopes, ends);
    }

    private PairedPlan Plan(int map)
    {
        _stop.ThrowIfRaised();
        return PairedPlan.For(network, task, map, rule, options, cancellation);
    }

    private PairedRun CreateRun(NdArray<double> coupling) => PairedRun.Create(network, coupling, Width);

    private string RunChunk(PairedRun run, int item, Span<double> slopes, Action tick)
    {
        int map = item / _chunks, chunk = item % _chunks;
        return run.Run(_plans[map]!, task, map, rule, options, chunk, slopes, tick);
    }

    private SpeedMeasurement Summary(double[] slopes, string[] ends)
    {
        int maps = task.Maps, trials = options.Trials;
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps);
        NdArray<double> error = NdArray<double>.Create(out Span<double> errors, maps);
        NdArray<double> rate = NdArray<double>.Create(out Span<double> rates, maps);
        NdArray<double> duration = NdArray<double>.Create(out Span<double> durations, maps);
        for (int map = 0; map < maps; map++)
        {
            PairedPlan plan = _plans[map]!;
            rates[map] = plan.Rate;
            durations[map] = plan.LearnSteps * options.Step;
            string? failed = Array.Find(ends[(map * _chunks)..((map + 1) * _chunks)], end => end != RunStatus.Completed);
            _status[map] = failed ?? plan.Status;
            ReadOnlySpan<double> own = slopes.AsSpan(map * _chunks * ChunkLayout.Lanes, trials);
            (speeds[map], errors[map]) = failed is null ? MeanAndError(own, plan.Rate) : (double.NaN, double.NaN);
        }

        return new SpeedMeasurement
        {
            Speed = speed,
            StandardError = error,
            Rate = rate,
            Duration = duration,
            Trials = trials,
            Rule = rule.Description,
            MapStatus = _status,
            Status = RunStatus.OfMaps(_status),
        };
    }

    public static (double Mean, double Error) MeanAndError(ReadOnlySpan<double> slopes, double rate)
    {
        double mean = 0, squares = 0;
        foreach (double slope in slopes)
            mean += slope / rate / slopes.Length;
        foreach (double slope in slopes)
            squares += ((slope / rate) - mean) * ((slope / rate) - mean);
        return (mean, slopes.Length > 1 ? Math.Sqrt(squares / (slopes.Length - 1) / slopes.Length) : double.NaN);
    }

    /// <summary>Plans the maps, each on its own.</summary>
    private sealed class Planner(SpeedMeter meter) : IWorker
    {
        public void Do(int item) => meter._plans[item] = meter.Plan(item);

        public void Dispose()
        {
        }
    }

    /// <summary>Runs chunks of trials of one map after another in memory of its own.</summary>
    private sealed class Runner(SpeedMeter meter, NdArray<double> coupling, RunProgress steps, int number, double[] slopes, string[] ends) : IWorker
    {
        private readonly PairedRun _run = meter.CreateRun(coupling);

        public void Do(int item) => ends[item] = meter.RunChunk(_run, item, slopes.AsSpan(item * ChunkLayout.Lanes, ChunkLayout.Lanes), Tick);

        public void Dispose() => _run.Dispose();

        private void Tick()
        {
            meter._stop.ThrowIfRaised();
            steps.Add(number, 1);
        }
    }
}
