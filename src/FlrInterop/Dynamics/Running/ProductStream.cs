using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Sums Σ (x − s)(x − s)ᵀ while a chunk runs: about 128 samples are gathered in panels, with what lags need of the samples before
/// them, then added by register tiles.
/// </summary>
internal sealed unsafe class ProductStream<TLane, T, V> : IDisposable
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private const int SamplesTogether = 128;
    private readonly SimulationPlan _plan;
    private readonly StopSignal _stop;
    private readonly int _panels;
    private readonly int _lanes;
    private readonly AlignedMemory<T> _history;
    private readonly AlignedMemory<T> _shift;
    private readonly double[] _running;
    private MapMoments? _moments;
    private double* _products;
    private int _chunk;
    private int _valid;
    private int _before;
    private int _held;
    private int _recorded;
    private long _stride;

    public ProductStream(SimulationPlan plan, int padded, int lanes, StopSignal stop)
    {
        (_plan, _lanes, _stop) = (plan, lanes, stop);
        _panels = padded / L;
        _before = plan.Options.Lags * plan.Options.LagEvery;
        long longest = 0;
        foreach (int valid in (int[])[Math.Min(lanes, plan.Trials), ((plan.Trials - 1) % lanes) + 1])
            longest = Math.Max(longest, Stride(valid));
        _history = new AlignedMemory<T>(_panels * longest);
        _shift = new AlignedMemory<T>(padded);
        _running = new double[plan.Options.Lags > 0 ? padded : 0];
    }

    private static int L => 64 / sizeof(T);

    private int Times => Math.Max(1, SamplesTogether / _valid);

    public void Begin(MapMoments moments, int group, int chunk, int valid)
    {
        (_moments, _chunk, _valid) = (moments, chunk, valid);
        _products = moments.Products(group);
        (_held, _recorded) = (0, 0);
        _stride = Stride(valid);
        Array.Clear(_running);
    }

    /// <summary>Whether as many samples are held as are added together, or the last.</summary>
    public bool IsDue => _held > 0 && (_held == Times || _recorded == _plan.Recorded);

    /// <summary>Takes the state in as the next sample of each trial; what was due has been added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Record(T* x)
    {
        if (IsDue)
            KeepWhatLagsNeed();
        if (_recorded == 0)
            TakeShift(x);
        T* place = _history.Start + ((_before + _held) * (long)_valid * L);
        if (_lanes == 1)
            SamplePanels<TLane, T, V>.Line(x, _shift.Start, _panels, place, _stride);
        else
            SamplePanels<TLane, T, V>.Chunk(x, _shift.Start, _panels, place, _stride);
        if (_running.Length > 0)
            AddEnds(place);
        _held++;
        _recorded++;
    }

    /// <summary>Adds what is due to all rows of the products.</summary>
    public void Add() => Add(0, _panels);

    /// <summary>Adds what is due to the rows of some panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int first, int last)
    {
        long padded = (long)_panels * L;
        T* fresh = _history.Start + (_before * (long)_valid * L);
        CovarianceTiles<TLane, T, V>.Add(fresh, fresh, first, last, _panels, _stride, _held * _valid, _products, true, _stop);
        int begun = _recorded - _held;
        for (int lag = 1; lag <= _plan.Options.Lags; lag++)
        {
            int back = lag * _plan.Options.LagEvery, skipped = Math.Max(0, back - begun);
            if (skipped >= _held)
                continue;
            T* later = fresh + (skipped * (long)_valid * L), earlier = later - (back * (long)_valid * L);
            double* products = _products + (lag * padded * padded);
            CovarianceTiles<TLane, T, V>.Add(later, earlier, first, last, _panels, _stride, (_held - skipped) * _valid, products, false, _stop);
        }
    }

    public void Dispose()
    {
        _history.Dispose();
        _shift.Dispose();
    }

    private long Stride(int valid) => (((_before + (long)Math.Max(1, SamplesTogether / valid)) * valid) + L) * L;

    /// <summary>What is taken off the samples of a chunk: the mean over its trials at the first record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeShift(T* x)
    {
        double* shift = _moments!.Shift(_chunk);
        for (int unit = 0; unit < _panels * L; unit++)
        {
            double sum = 0;
            for (int lane = 0; lane < _valid; lane++)
                sum += Element.ToDouble(x[((long)unit * _lanes) + lane]);
            _shift.Start[unit] = Element.From<T>(sum / _valid);
            shift[unit] = Element.ToDouble(_shift.Start[unit]);
        }
    }

    /// <summary>Sums of the samples that have a partner at each lag: up to, and from, certain times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddEnds(T* place)
    {
        int lags = _plan.Options.Lags, every = _plan.Options.LagEvery, padded = _panels * L;
        double* ends = _moments!.Ends(_chunk);
        for (int unit = 0; unit < padded; unit++)
        {
            T* from = place + (unit / L * _stride) + (unit % L);
            for (int lane = 0; lane < _valid; lane++)
                _running[unit] += Element.ToDouble(from[(long)lane * L]);
        }

        int done = _recorded + 1;
        for (int lag = 1; lag <= lags; lag++)
        {
            double* later = ends + ((lag - 1L) * 2 * padded), earlier = later + padded;
            for (int unit = 0; unit < padded; unit++)
            {
                if (done == lag * every)
                    later[unit] = -_running[unit];
                if (done == _plan.Recorded - (lag * every))
                    earlier[unit] = _running[unit];
                if (done == _plan.Recorded)
                    later[unit] += _running[unit];
            }
        }
    }

    private void KeepWhatLagsNeed()
    {
        long kept = _before * (long)_valid * L * sizeof(T);
        for (int panel = 0; _before > 0 && panel < _panels; panel++)
        {
            T* start = _history.Start + (panel * _stride);
            Buffer.MemoryCopy(start + (_held * (long)_valid * L), start, kept, kept);
        }

        _held = 0;
    }
}
