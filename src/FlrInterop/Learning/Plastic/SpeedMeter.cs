using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Measures the speed of every map, chunks of trials over threads.</summary>
internal sealed class SpeedMeter(
    Network network, InputOutputMap task, LearningRule rule, MeasureOptions options, IProgress<double>? progress, CancellationToken cancellation)
{
    private readonly int _chunks = ChunkLayout.Chunks(options.Trials);
    private readonly PairedPlan?[] _plans = new PairedPlan?[task.Maps];
    private readonly string[] _status = new string[task.Maps];
    private long _steps;
    private long _allSteps;

    /// <summary>The register width; tests set it, the result does not depend on it.</summary>
    public LaneWidth Width { get; init; } = LaneWidths.Best;

    public SpeedMeasurement Measure()
    {
        int maps = task.Maps;
        NdArray<double> coupling = network.Coupling.Dense();
        int threads = options.Threads ?? Environment.ProcessorCount;
        Workers.Run(maps, threads, _ => map => _plans[map] = PairedPlan.For(network, task, map, rule, options, cancellation), cancellation);
        _allSteps = _plans.Sum(plan => (long)(plan!.SettleSteps + plan.LearnSteps)) * _chunks;

        double[] slopes = new double[maps * _chunks * ChunkLayout.Lanes];
        string[] ends = new string[maps * _chunks];
        Workers.Run(maps * _chunks, threads, Worker, cancellation);
        return Summary(slopes, ends);

        Action<int> Worker(List<IDisposable> owned)
        {
            PairedRun run = PairedRun.Create(network, coupling, Width);
            owned.Add(run);
            return item =>
            {
                int map = item / _chunks, chunk = item % _chunks;
                Span<double> own = slopes.AsSpan(item * ChunkLayout.Lanes, ChunkLayout.Lanes);
                ends[item] = run.Run(_plans[map]!, task, map, rule, options, chunk, own, Tick);
            };
        }
    }

    private void Tick()
    {
        cancellation.ThrowIfCancellationRequested();
        long done = Interlocked.Increment(ref _steps);
        if (progress is not null && (done & 255) == 0)
            progress.Report((double)done / _allSteps);
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
            MapStatus = _status,
            Status = Worst(),
        };
    }

    private string Worst()
    {
        int at = Array.FindIndex(_status, status => status != RunStatus.Completed);
        return at < 0 ? RunStatus.Completed : FormattableString.Invariant($"map {at}: {_status[at]}");
    }

    private static (double Mean, double Error) MeanAndError(ReadOnlySpan<double> slopes, double rate)
    {
        double mean = 0, squares = 0;
        foreach (double slope in slopes)
            mean += slope / rate / slopes.Length;
        foreach (double slope in slopes)
            squares += ((slope / rate) - mean) * ((slope / rate) - mean);
        return (mean, slopes.Length > 1 ? Math.Sqrt(squares / (slopes.Length - 1) / slopes.Length) : double.NaN);
    }
}
