using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Lets maps learn: apart, eight side by side in a chunk, chunks over threads; or together, on one.</summary>
internal sealed class LearningJob(
    Network network, InputOutputMap task, LearningRule rule, LearnOptions options, IProgress<double>? progress, CancellationToken cancellation)
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly StopSignal _stop = new();
    private readonly LearningRecord _record = new(task.Maps, options);

    /// <summary>The register width; tests set it, the result does not depend on it.</summary>
    public LaneWidth Width { get; init; } = LaneWidths.Best;

    public LearningRun Run()
    {
        if (!options.KeepPartial)
            cancellation.ThrowIfCancellationRequested();
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        NdArray<double> before = network.Coupling.Dense();
        int units = network.Units, chunks = options.Together ? 1 : ChunkLayout.Chunks(task.Maps);
        int threads = Math.Min(options.Threads ?? Environment.ProcessorCount, chunks);
        int[] shape = options.Together ? [units, units] : [task.Maps, units, units];
        NdArray<double> couplings = NdArray<double>.Create(out Memory<double> learned, shape);
        for (int first = 0; first < learned.Length; first += units * units)
            before.Span.CopyTo(learned.Span[first..]);
        var steps = new RunProgress(threads);
        double all = (double)options.Steps * chunks;
        try
        {
            Workers.Run(threads, chunks, number => new Runner(this, before, learned, steps, number), () => steps.Done / all, _stop, progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!options.KeepPartial)
                throw new OperationCanceledException(cancellation);
        }

        return _record.Result(couplings, rule.Description);
    }

    private ReadOnlySpan<double> Initial(int map)
    {
        if (options.Initial is null)
            return new double[network.Units];
        return options.Initial.Rank == 1 ? options.Initial.Span : options.Initial.Row(map);
    }

    private unsafe void Apart(PlasticChunk chunk, int number, NdArray<double> before, Span<double> learned, Action tick)
    {
        int first = number * Lanes, count = Math.Min(Lanes, task.Maps - first), units = network.Units;
        for (int lane = 0; lane < Lanes; lane++)
        {
            int map = first + Math.Min(lane, count - 1);
            ReadOnlySpan<double> initial = Initial(map);
            chunk.SetMap(lane, task.Inputs.Row(map), task.Targets.Row(map));
            for (int i = 0; i < units; i++)
                chunk.State[(i * Lanes) + lane] = initial[i];
        }

        var ended = new bool[count];
        var noise = new ChunkNoise(options.Seed, 0, first);
        StepConstants constants = StepConstants.Of(network, options.Step);
        object? memory = chunk.BeginLearning(rule, before.Span, options.Rate, options.Step);
        ChunkOverlap.Observe(_record, 0, first, ended, units, chunk.Target, chunk.State);
        try
        {
            for (int step = 1; step <= options.Steps && Array.Exists(ended, end => !end); step++)
            {
                tick();
                if (network.Noise > 0)
                    noise.Fill((uint)(step - 1), units, chunk.Noise);
                chunk.LearnStep(rule, memory, options.Rate, constants);
                if (chunk.AnyBeyond(chunk.State))
                    EndDiverged(chunk, first, step, ended, learned);
                ChunkOverlap.Observe(_record, step, first, ended, units, chunk.Target, chunk.State);
            }

            for (int lane = 0; lane < count; lane++)
            {
                if (!ended[lane])
                    _record.Finish(first + lane);
            }
        }
        finally
        {
            // What has been learned is kept when the run is cancelled, too.
            chunk.Product();
            for (int lane = 0; lane < count; lane++)
            {
                if (!ended[lane])
                    chunk.CopyWeights(lane, learned.Slice((first + lane) * units * units, units * units));
            }
        }
    }

    private unsafe void EndDiverged(PlasticChunk chunk, int first, int step, bool[] ended, Span<double> learned)
    {
        int size = network.Units * network.Units;
        for (int lane = 0; lane < ended.Length; lane++)
        {
            if (ended[lane] || !ChunkOverlap.Beyond(chunk.State, network.Units, lane))
                continue;
            ended[lane] = true;
            _record.Diverge(first + lane, step);
            chunk.CopyWeights(lane, learned.Slice((first + lane) * size, size));
        }
    }

    private void Together(NdArray<double> before, Span<double> learned, Action tick)
    {
        using var run = new TogetherRun(network, task, rule, options, Width);
        for (int map = 0; map < task.Maps; map++)
            run.SetState(map, Initial(map));
        run.Run(before.Span, learned, _record, tick);
    }

    /// <summary>Runs chunks of maps one after another in memory of its own.</summary>
    private sealed class Runner(LearningJob job, NdArray<double> before, Memory<double> learned, RunProgress steps, int number) : IWorker
    {
        private PlasticChunk? _chunk;

        public void Do(int item)
        {
            if (job.ToldToStop)
                throw new OperationCanceledException();
            if (job.IsTogether)
            {
                job.Together(before, learned.Span, Tick);
                return;
            }

            _chunk ??= PlasticChunk.Create(job.Network, job.Width);
            job.Apart(_chunk, item, before, learned.Span, Tick);
        }

        public void Dispose() => _chunk?.Dispose();

        private void Tick()
        {
            job._stop.ThrowIfRaised();
            steps.Add(number, 1);
        }
    }

    private Network Network => network;

    private bool IsTogether => options.Together;

    private bool ToldToStop => cancellation.IsCancellationRequested;
}
