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
        var form = new LearnedForm(network, task, rule, options);
        form.Require(options.MemoryLimit);
        int chunks = options.Together ? 1 : ChunkLayout.Chunks(task.Maps);
        int threads = Math.Min(options.Threads ?? Environment.ProcessorCount, chunks);
        LearnedMemory learned = LearnedMemory.Of(network.Coupling, task.Maps, options.Together, form.Structured);
        var steps = new RunProgress(threads);
        double all = (double)options.Steps * chunks;
        try
        {
            using SharedStart? start = form.Structured ? SharedStart.Pack(network, Width, _stop) : null;
            Workers.Run(threads, chunks, number => new Runner(this, start, learned, steps, number), () => steps.Done / all, _stop, progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!options.KeepPartial)
                throw new OperationCanceledException(cancellation);
        }

        return _record.Result(learned, network.Coupling.IsMasked ? network.Connections : null, form.ToString(), rule.Description);
    }

    private ReadOnlySpan<double> Initial(int map)
    {
        if (options.Initial is null)
            return new double[network.Units];
        return options.Initial.Rank == 1 ? options.Initial.Span : options.Initial.Row(map);
    }

    private unsafe void Apart(ILearningChunk chunk, int number, LearnedMemory learned, Action tick)
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
        object? memory = chunk.Begin(rule, options.Rate, options.Step);
        ChunkOverlap.Observe(_record, 0, first, ended, units, chunk.Target, chunk.State);
        try
        {
            for (int step = 1; step <= options.Steps && Array.Exists(ended, end => !end); step++)
            {
                tick();
                if (network.Noise > 0)
                    noise.Fill((uint)(step - 1), units, chunk.Noise);
                chunk.LearnStep(rule, memory, options.Rate, constants);
                if (chunk.AnyBeyond())
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
            chunk.Settle();
            for (int lane = 0; lane < count; lane++)
            {
                if (!ended[lane])
                    chunk.Copy(lane, learned, first + lane);
            }
        }
    }

    private unsafe void EndDiverged(ILearningChunk chunk, int first, int step, bool[] ended, LearnedMemory learned)
    {
        for (int lane = 0; lane < ended.Length; lane++)
        {
            if (ended[lane] || !ChunkOverlap.Beyond(chunk.State, network.Units, lane))
                continue;
            ended[lane] = true;
            _record.Diverge(first + lane, step);
            chunk.Copy(lane, learned, first + lane);
        }
    }

    private void Together(SharedStart? start, LearnedMemory learned, Action tick)
    {
        using TogetherWeights weights = start?.Together(task.Maps) ?? new TogetherMatrix(network, learned.Start!.Span);
        using var run = new TogetherRun(network, task, rule, options, weights, Width);
        for (int map = 0; map < task.Maps; map++)
            run.SetState(map, Initial(map));
        run.Run(learned, _record, tick);
    }

    /// <summary>Runs chunks of maps one after another in memory of its own.</summary>
    private sealed class Runner(LearningJob job, SharedStart? start, LearnedMemory learned, RunProgress steps, int number) : IWorker
    {
        private ILearningChunk? _chunk;

        public void Do(int item)
        {
            if (job.ToldToStop)
                throw new OperationCanceledException();
            if (job.IsTogether)
            {
                job.Together(start, learned, Tick);
                return;
            }

            _chunk ??= start?.Chunk() ?? new MatrixChunk(job.Network, learned.Start!, job.Width);
            job.Apart(_chunk, item, learned, Tick);
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
