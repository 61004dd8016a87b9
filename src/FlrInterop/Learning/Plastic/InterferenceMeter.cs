using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Measures the interference of all maps, chunks of trials of each learned map over threads.</summary>
internal sealed class InterferenceMeter(
    Network network, InputOutputMap task, LearningRule rule, MeasureOptions options, IProgress<double>? progress, CancellationToken cancellation)
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly int _chunks = ChunkLayout.Chunks(options.Trials);
    private readonly StopSignal _stop = new();
    private PairedPlan[] _plans = [];

    public InterferenceMeasurement Measure()
    {
        cancellation.ThrowIfCancellationRequested();
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        int maps = task.Maps, items = maps * _chunks, workers = Math.Min(options.Threads ?? Environment.ProcessorCount, items);
        _plans = [.. Enumerable.Range(0, maps).Select(map => PairedPlan.For(network, task, map, rule, options, cancellation))];
        NdArray<double> coupling = network.Coupling.Dense();
        double all = _plans.Sum(plan => (double)plan.LearnSteps + _plans.Max(other => other.SettleSteps)) * _chunks;
        var steps = new RunProgress(workers);
        double[] slopes = new double[items * maps * Lanes];
        string[] ends = new string[items];
        try
        {
            Workers.Run(workers, items, number => new Runner(this, coupling, steps, number, slopes, ends), () => steps.Done / all, _stop, progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        return Summary(slopes, ends);
    }

    private InterferenceMeasurement Summary(double[] slopes, string[] ends)
    {
        int maps = task.Maps, trials = options.Trials;
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> means, maps, maps);
        NdArray<double> error = NdArray<double>.Create(out Span<double> errors, maps, maps);
        NdArray<double> rate = NdArray<double>.Create(out Span<double> rates, maps);
        string[] status = new string[maps];
        double[] own = new double[trials];
        for (int a = 0; a < maps; a++)
        {
            rates[a] = _plans[a].Rate;
            string? failed = Array.Find(ends[(a * _chunks)..((a + 1) * _chunks)], end => end != RunStatus.Completed);
            status[a] = failed ?? _plans[a].Status;
            for (int b = 0; b < maps; b++)
            {
                for (int trial = 0; trial < trials; trial++)
                    own[trial] = slopes[(((((a * _chunks) + (trial / Lanes)) * maps) + b) * Lanes) + (trial % Lanes)];
                (means[(a * maps) + b], errors[(a * maps) + b]) = failed is null ? SpeedMeter.MeanAndError(own, _plans[a].Rate) : (double.NaN, double.NaN);
            }
        }

        return new InterferenceMeasurement
        {
            Matrix = matrix,
            StandardError = error,
            Rate = rate,
            Trials = trials,
            MapStatus = status,
            Status = RunStatus.OfMaps(status),
        };
    }

    /// <summary>Runs chunks of trials of one learned map after another in memory of its own.</summary>
    private sealed class Runner(InterferenceMeter meter, NdArray<double> coupling, RunProgress steps, int number, double[] slopes, string[] ends) : IWorker
    {
        private readonly InterferenceRun _run = meter.CreateRun(coupling);

        public void Do(int item)
        {
            int size = meter.Maps * Lanes;
            ends[item] = meter.RunChunk(_run, item, slopes.AsSpan(item * size, size), Tick);
        }

        public void Dispose() => _run.Dispose();

        private void Tick()
        {
            meter._stop.ThrowIfRaised();
            steps.Add(number, 1);
        }
    }

    private int Maps => task.Maps;

    private InterferenceRun CreateRun(NdArray<double> coupling) => new(network, task, coupling, LaneWidths.Best);

    private string RunChunk(InterferenceRun run, int item, Span<double> slopes, Action tick)
        => run.Run(_plans, item / _chunks, rule, options, item % _chunks, slopes, tick);
}
