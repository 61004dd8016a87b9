using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Runs chunks of trials, each alone through all its steps: product, noise and update over blocks of rows that stay in the nearest
/// cache. A single trajectory of a dense network has units for lanes instead of trials; the bits are the same.
/// </summary>
internal sealed unsafe class TrialWorker<TLane, T, V, TWords, W> : IWorker
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
    where TWords : struct, IWords<W>
    where W : unmanaged
{
    private const double Bound = 1e6;
    private const int LineRows = 512;
    private readonly SimulationRun<TLane, T, V, TWords, W> _run;
    private readonly SimulationPlan _plan;
    private readonly int _number;
    private readonly int _padded;
    private readonly int _lanes;
    private readonly AlignedMemory<T> _memory;
    private readonly AlignedMemory<ulong> _rounds;
    private readonly ProductStream<TLane, T, V>? _products;
    private readonly T* _sums;
    private readonly T* _u;
    private readonly T* _part;
    private readonly T* _z;
    private readonly T* _work;
    private T* _x;
    private T* _next;

    public TrialWorker(SimulationRun<TLane, T, V, TWords, W> run, int number)
    {
        (_run, _plan, _number) = (run, run.Plan, number);
        (_padded, _lanes) = (run.Padded, run.Lanes);
        long state = (long)_padded * _lanes;
        long block = _lanes == 1 ? _padded + (8L * L) : (DenseTiles<TLane, T, V>.BlockRows + DenseTiles<TLane, T, V>.SpareRows) * (long)L;
        _memory = new AlignedMemory<T>((3 * state) + (3 * block) + (8 * L) + run.Coupling.WorkLength);
        _x = _memory.Start;
        _next = _x + state;
        _sums = _next + state;
        _u = _sums + state;
        _part = _u + block;
        _z = _part + block;
        _work = _z + block;
        _rounds = new AlignedMemory<ulong>(2 * Philox.Rounds);
        Philox.RoundKeys(Philox.Key(_plan.Options.Seed), _rounds.Start);
        if (MapMoments.HasProducts(_plan))
            _products = new ProductStream<TLane, T, V>(_plan, _padded, _lanes, run.Stop);
    }

    private static int L => 64 / sizeof(T);

    public void Do(int item)
    {
        (int map, int group) = Math.DivRem(item, _run.Groups);
        MapMoments moments = _run.Moments(map);
        (int from, int to) = _run.Chunks(group);
        for (int chunk = from; chunk < to; chunk++)
            RunChunk(map, group, chunk, moments);
        if (moments.Finish())
            _run.Complete(map);
    }

    /// <summary>All steps of a chunk: nothing here allocates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunChunk(int map, int group, int chunk, MapMoments moments)
    {
        int trial = chunk * _lanes, valid = Math.Min(_lanes, _plan.Trials - trial);
        double* totals = moments.Sums(chunk);
        Start(trial, valid);
        _products?.Begin(moments, group, chunk, valid);
        uint last = RandomStream.Word(Purpose.Dynamics, (uint)map);
        T* bias = _run.Bias(map);
        int steps = _plan.Steps, unflushed = 0;
        for (int step = 0; step < steps; step++)
        {
            bool recorded = step >= _plan.Transient;
            if (_lanes == 1)
                StepLine((uint)step, (uint)trial, last, bias, recorded);
            else
                StepChunk((uint)step, (uint)trial, last, bias, recorded);
            T* made = _next;
            _next = _x;
            _x = made;
            _run.Progress.Add(_number, 1);
            if (_plan.MayDiverge && Diverged(step + 1, valid))
                return;
            if (!recorded)
                continue;
            _products?.Record(_x);
            if (_run.Samples != null)
                Keep(map, trial, valid, step - _plan.Transient);
            if (++unflushed == 128 || step == steps - 1)
            {
                Lines<TLane, T, V>.Flush(totals, _sums, (long)_padded * _lanes);
                unflushed = 0;
            }
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        _rounds.Dispose();
        _products?.Dispose();
    }

    private void Start(int trial, int valid)
    {
        long state = (long)_padded * _lanes;
        new Span<byte>(_sums, checked((int)(state * sizeof(T)))).Clear();
        new Span<byte>(_x, checked((int)(state * sizeof(T)))).Clear();
        if (_plan.Options.Initial is not NdArray<double> initial)
            return;
        for (int lane = 0; lane < valid; lane++)
        {
            ReadOnlySpan<double> from = initial.Rank == 1 ? initial.Span : initial.Span.Slice((trial + lane) * _plan.Units, _plan.Units);
            for (int unit = 0; unit < from.Length; unit++)
                _x[((long)unit * _lanes) + lane] = Element.From<T>(from[unit]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepChunk(uint step, uint trial, uint last, T* bias, bool recorded)
    {
        double dt = _plan.Options.Step, sigma = _plan.Sigma;
        _run.Coupling.Prepare(_x, _work, _run.Stop);
        for (int row = 0; row < _padded; row += DenseTiles<TLane, T, V>.BlockRows)
        {
            _run.Stop.ThrowIfRaised();
            int rows = Math.Min(DenseTiles<TLane, T, V>.BlockRows, _padded - row);
            long at = (long)row * L;
            _run.Coupling.Rows(_x, _work, row, rows, _u, _part);
            if (sigma > 0)
                NoiseBlock<TLane, T, V, TWords, W>.Chunk(_rounds.Start, row, rows, step, trial, last, _z);
            UpdateBlock<TLane, T, V>.Rows(
                _plan.Network.Transfer, rows, dt, sigma, _u, bias + row, false, sigma > 0 ? _z : null, _x + at, _next + at, recorded ? _sums + at : null);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepLine(uint step, uint trial, uint last, T* bias, bool recorded)
    {
        double dt = _plan.Options.Step, sigma = _plan.Sigma;

        // The noise first: its numbers, stored one by one, have reached the cache by the time that whole registers are read.
        if (sigma > 0)
            NoiseBlock<TLane, T, V, TWords, W>.Line(_rounds.Start, 0, _padded, step, trial, last, _work, _z);
        for (int row = 0; row < _padded; row += LineRows)
        {
            _run.Stop.ThrowIfRaised();
            _run.Coupling.Dense!.Line(_x, row, Math.Min(LineRows, _padded - row), _u + row);
        }

        UpdateBlock<TLane, T, V>.Rows(_plan.Network.Transfer, _padded / L, dt, sigma, _u, bias, true, sigma > 0 ? _z : null, _x, _next, recorded ? _sums : null);
    }

    /// <summary>Whether to go no further: a number left every bound here, or elsewhere at an earlier step.</summary>
    private bool Diverged(int step, int valid)
    {
        if (UpdateBlock<TLane, T, V>.AnyBeyond(_x, (long)_padded * _lanes, Bound))
        {
            for (int unit = 0; unit < _plan.Units; unit++)
            {
                for (int lane = 0; lane < valid; lane++)
                {
                    if (!(Math.Abs(Element.ToDouble(_x[((long)unit * _lanes) + lane])) <= Bound))
                    {
                        _run.Progress.Diverge(step);
                        return true;
                    }
                }
            }
        }

        return step >= _run.Progress.Diverged;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(int map, int trial, int valid, int time)
    {
        for (int lane = 0; lane < valid; lane++)
        {
            T* to = _run.Samples + (((((long)map * _plan.Trials) + trial + lane) * _plan.Recorded) + time) * _plan.Units;
            T* from = _x + lane;
            for (int unit = 0; unit < _plan.Units; unit++, from += _lanes)
                to[unit] = *from;
        }
    }
}
