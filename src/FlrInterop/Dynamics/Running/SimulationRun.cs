using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>One run of a network at one precision and register width: what its workers share, and its results.</summary>
internal sealed unsafe class SimulationRun<TLane, T, V, TWords, W> : IDisposable
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
    where TWords : struct, IWords<W>
    where W : unmanaged
{
    private readonly AlignedMemory<T> _bias;
    private readonly MapMoments?[] _moments;
    private readonly NdArray<T>? _samples;
    private readonly Memory<double> _mean;
    private readonly Memory<double> _covariance;
    private readonly Memory<double> _lagged;
    private readonly Lock _making = new();

    public SimulationRun(SimulationPlan plan, StopSignal stop)
    {
        (Plan, Stop) = (plan, stop);
        int lines = 64 / sizeof(T);
        Padded = checked((plan.Units + lines - 1) / lines * lines);
        Coupling = new PackedCoupling<TLane, T, V>(plan.Network.Coupling, plan.Network.Gain, Padded, stop);
        Lanes = plan.Trials == 1 && Coupling.Dense is not null ? 1 : lines;
        ChunkCount = (plan.Trials + Lanes - 1) / Lanes;
        bool together = Coupling.DenseBytes > plan.LargeMatrix;
        Groups = together ? 1 : MapMoments.Groups(plan, ChunkCount);
        _moments = new MapMoments?[plan.Maps];
        _bias = new AlignedMemory<T>((long)plan.Maps * Padded);
        int parts = plan.Maps * ChunkCount == 1 ? StepTeam.Size(Padded, Threads) : 1;
        if (together)
        {
            Convoy = new Convoy<T>(Threads, ChunkCount, (long)Padded * Lanes, Coupling.WorkLength, stop);
            if (MapMoments.HasProducts(plan))
                ConvoyProducts = [.. Enumerable.Range(0, Convoy.Most).Select(_ => new ProductStream<TLane, T, V>(plan, Padded, Lanes, stop))];
        }
        else if (parts > 1)
        {
            Team = new StepTeam(parts, Padded, stop);
            TeamState = new AlignedMemory<T>(3L * Padded * Lanes);
        }

        Progress = new RunProgress(ThreadCount);
        FillBias();
        bool evoked = plan.Task is not null;
        int units = plan.Units, maps = plan.Maps;
        if (plan.Keeps(Recorded.Mean) || plan.Keeps(Recorded.Covariance))
            Mean = evoked ? NdArray<double>.Create(out _mean, maps, units) : NdArray<double>.Create(out _mean, units);
        if (plan.Keeps(Recorded.Covariance))
            Covariance = evoked ? NdArray<double>.Create(out _covariance, maps, units, units) : NdArray<double>.Create(out _covariance, units, units);
        int lags = plan.Options.Lags + 1;
        if (lags > 1)
            Lagged = evoked ? NdArray<double>.Create(out _lagged, maps, lags, units, units) : NdArray<double>.Create(out _lagged, lags, units, units);
        if (!plan.Keeps(Recorded.Samples))
            return;
        _samples = evoked
            ? NdArray<T>.Create(out Memory<T> memory, maps, plan.Trials, plan.Recorded, units)
            : NdArray<T>.Create(out memory, plan.Trials, plan.Recorded, units);

        // The array's memory is pinned for good, and held by this run.
        Samples = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory.Span));
    }

    public SimulationPlan Plan { get; }

    public StopSignal Stop { get; }

    public PackedCoupling<TLane, T, V> Coupling { get; }

    public RunProgress Progress { get; }

    /// <summary>The units, rounded up to whole lines.</summary>
    public int Padded { get; }

    /// <summary>The threads that share the only chunk there is; null where threads take chunks of their own.</summary>
    public StepTeam? Team { get; }

    /// <summary>The chunks that go together, and their threads; null where each chunk goes alone.</summary>
    public Convoy<T>? Convoy { get; }

    /// <summary>The products of a convoy's chunks; null where none are kept.</summary>
    public ProductStream<TLane, T, V>[]? ConvoyProducts { get; }

    /// <summary>The states that a team shares: x, the next x, and the sums.</summary>
    public AlignedMemory<T>? TeamState { get; }

    /// <summary>Trials to a chunk; 1 where units are the lanes.</summary>
    public int Lanes { get; }

    public int ChunkCount { get; }

    /// <summary>The items of a map: groups of chunks whose products share an accumulator.</summary>
    public int Groups { get; }

    public T* Samples { get; }

    public NdArray<double>? Mean { get; }

    public NdArray<double>? Covariance { get; }

    public NdArray<double>? Lagged { get; }

    private int Threads => Plan.Options.Threads ?? Environment.ProcessorCount;

    private int ThreadCount => Math.Min(Threads, Items);

    /// <summary>What workers take: groups of chunks, or the parts of a team or convoy, of which each thread can take but one.</summary>
    private int Items => Convoy?.Threads ?? Team?.Parts ?? (Plan.Maps * Groups);

    /// <summary>β γ η of a map, [unit]; zeros without input.</summary>
    public T* Bias(int map) => _bias.Start + ((long)map * Padded);

    /// <summary>The chunks of a group, in order.</summary>
    public (int From, int To) Chunks(int group)
        => ((int)((long)ChunkCount * group / Groups), (int)((long)ChunkCount * (group + 1) / Groups));

    public MapMoments Moments(int map)
    {
        lock (_making)
            return _moments[map] ??= new MapMoments(Plan, Padded, Lanes, ChunkCount, Groups);
    }

    /// <summary>Called by the worker that finishes the last group of a map.</summary>
    public void Complete(int map)
    {
        MapMoments moments = _moments[map]!;
        if (Plan.Recorded > 0 && Progress.Diverged == int.MaxValue)
        {
            int units = Plan.Units, lags = Plan.Options.Lags + 1;
            double[] mean = moments.Mean();
            if (Mean is not null)
                mean.CopyTo(_mean.Span.Slice(map * units, units));
            if (Covariance is not null)
                moments.Covariance(mean, _covariance.Span.Slice(map * units * units, units * units), Stop);
            for (int lag = 0; lag < lags && Lagged is not null; lag++)
            {
                Span<double> place = _lagged.Span.Slice(((map * lags) + lag) * units * units, units * units);
                if (lag == 0)
                    moments.Covariance(mean, place, Stop);
                else
                    moments.Lagged(lag, mean, place, Stop);
            }
        }

        moments.Dispose();
        lock (_making)
            _moments[map] = null;
    }

    /// <summary>Runs everything; the step at which it diverged, or the largest int.</summary>
    public int Run(IProgress<double>? progress)
    {
        double all = (double)Plan.Maps * ChunkCount * Math.Max(1, Plan.Steps);
        Workers.Run(
            ThreadCount,
            Items,
            number => Convoy is null ? new TrialWorker<TLane, T, V, TWords, W>(this, number) : (IWorker)new ConvoyWorker<TLane, T, V, TWords, W>(this, number),
            () => Progress.Done / all,
            Stop,
            progress);
        return Progress.Diverged;
    }

    /// <summary>The results as a noun.</summary>
    public Activity Result(string status)
    {
        bool any = Plan.Recorded > 0;
        Network network = Plan.Network;
        return new Activity(Plan.Units, Plan.Task is null ? ActivityState.Spontaneous : ActivityState.Evoked)
        {
            Mean = any ? Mean : null,
            Covariance = any && Plan.Count > 1 ? Covariance : null,
            Lagged = any && Plan.Count > 1 ? Lagged : null,
            LagStep = Plan.Options.Lags > 0 ? Plan.Options.LagEvery * Plan.Options.Step : null,
            Samples = _samples as NdArray<double>,
            SamplesFloat32 = _samples as NdArray<float>,
            Step = Plan.Options.Step,
            Count = Plan.Count,
            Trials = Plan.Trials,
            Noise = network.Noise,
            Gain = network.Gain,
            InputStrength = network.InputStrength,
            Transfer = network.Transfer,
            Status = status,
        };
    }

    public void Dispose()
    {
        Coupling.Dispose();
        _bias.Dispose();
        TeamState?.Dispose();
        Convoy?.Dispose();
        foreach (ProductStream<TLane, T, V> products in ConvoyProducts ?? [])
            products.Dispose();
        foreach (MapMoments? moments in _moments)
            moments?.Dispose();
    }

    private void FillBias()
    {
        if (Plan.Task is null)
            return;
        double factor = Plan.Network.Gain * Plan.Network.InputStrength;
        for (int map = 0; map < Plan.Maps; map++)
        {
            ReadOnlySpan<double> input = Plan.Task.Inputs.Row(map);
            for (int unit = 0; unit < input.Length; unit++)
                Bias(map)[unit] = Element.From<T>(factor * input[unit]);
        }
    }
}
