using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Runs chunks of trials, each alone through all its steps: product, noise and update over blocks of rows that stay in the nearest
/// cache. A single trajectory of a dense network has units for lanes instead of trials; where there is one chunk only, each thread has
/// some of its rows. The bits are the same.
/// </summary>
internal sealed unsafe class TrialWorker<TLane, T, V, TWords, W> : IWorker
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
    where TWords : struct, IWords<W>
    where W : unmanaged
{
    private const int LineRows = 512;
    private readonly SimulationRun<TLane, T, V, TWords, W> _run;
    private readonly SimulationPlan _plan;
    private readonly int _number;
    private readonly int _padded;
    private readonly int _lanes;
    private readonly AlignedMemory<T> _memory;
    private readonly AlignedMemory<ulong> _rounds;
    private readonly ProductStream<TLane, T, V>? _products;
    private readonly AlignedMemory<T>? _state;
    private readonly T* _sums;
    private readonly T* _u;
    private readonly T* _part;
    private readonly T* _z;
    private readonly T* _work;
    private T* _x;
    private T* _next;
    private StepTeam? _team;
    private long _meetings;
    private int _from;
    private int _to;

    public TrialWorker(SimulationRun<TLane, T, V, TWords, W> run, int number)
    {
        (_run, _plan, _number) = (run, run.Plan, number);
        (_padded, _lanes) = (run.Padded, run.Lanes);
        (_from, _to) = (0, _padded);
        long state = (long)_padded * _lanes;
        long block = _lanes == 1 ? _padded + (8L * L) : (DenseTiles<TLane, T, V>.BlockRows + DenseTiles<TLane, T, V>.SpareRows) * (long)L;
        _memory = new AlignedMemory<T>((3 * block) + (8 * L) + run.Coupling.WorkLength);
        if (run.TeamState is null)
            _state = new AlignedMemory<T>(3 * state);
        _x = (run.TeamState ?? _state!).Start;
        _next = _x + state;
        _sums = _next + state;
        _u = _memory.Start;
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
        if (_run.Team is StepTeam team)
        {
            // The only chunk, with others: the item says which part of its rows.
            _team = team;
            (_from, _to) = team.Rows(item);
            RunChunk(0, 0, 0, _run.Moments(0), item == 0);
            if (item == 0 && _run.Moments(0).Finish())
                _run.Complete(0);
            return;
        }

        (int map, int group) = Math.DivRem(item, _run.Groups);
        MapMoments moments = _run.Moments(map);
        (int from, int to) = _run.Chunks(group);
        for (int chunk = from; chunk < to; chunk++)
            RunChunk(map, group, chunk, moments, true);
        if (moments.Finish())
            _run.Complete(map);
    }

    /// <summary>All steps of a chunk, or of this thread's rows of it: nothing here allocates.</summary>
    /// <param name="map">The map.</param>
    /// <param name="group">The accumulator of its products.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="moments">What it adds to.</param>
    /// <param name="first">Whether this thread also begins and records; all but one of a team do not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunChunk(int map, int group, int chunk, MapMoments moments, bool first)
    {
        int trial = chunk * _lanes, valid = Math.Min(_lanes, _plan.Trials - trial);
        double* totals = moments.Sums(chunk);
        if (first)
        {
            Start(trial, valid);
            _products?.Begin(moments, group, chunk, valid);
        }

        _team?.Meet(ref _meetings);
        long yields = 0;
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
            if (_team is not null)
                yields += _team.Meet(ref _meetings);
            T* made = _next;
            _next = _x;
            _x = made;
            if (first)
            {
                _run.Progress.Add(_number, 1);
                if (_plan.MayDiverge && Diverged(step + 1, valid))
                {
                    Dismiss(step);
                    return;
                }

                if (recorded && _products is not null)
                {
                    _products.Record(_x);
                    if (_products.IsDue)
                        _products.Add();
                }

                if (recorded && _run.Samples != null)
                    ChunkState<T>.Keep(_plan, _x, _lanes, valid, _run.Samples, map, trial, step - _plan.Transient);
            }

            if (recorded && (++unflushed == 128 || step == steps - 1))
            {
                long at = (long)_from * _lanes;
                Lines<TLane, T, V>.Flush(totals + at, _sums + at, (long)(_to - _from) * _lanes);
                unflushed = 0;
            }

            if (_team is not null && !Stay(step, first, yields))
                return;
        }

        _team?.Meet(ref _meetings);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _state?.Dispose();
        _rounds.Dispose();
        _products?.Dispose();
    }

    /// <summary>Whether this thread goes on: it does not where the team ends here and it is not the first, which then has all rows.</summary>
    private bool Stay(int step, bool first, long yields)
    {
        int end = _team!.End;
        if (step < end)
        {
            if (first && end == int.MaxValue && StepTeam.TooSlow(step, yields))
                _team.EndAfter(step + 1);
            return true;
        }

        // Nobody takes over rows before their last owner has added their sums up.
        _team.Meet(ref _meetings);
        _team = null;
        (_from, _to) = (0, _padded);
        return first;
    }

    /// <summary>The first ends here; the others may be at the next step already, and end after it.</summary>
    private void Dismiss(int step)
    {
        if (_team is null)
            return;
        bool goOn = step < _team.End;
        if (goOn)
            _team.EndAfter(step + 1);
        _team.Meet(ref _meetings);
        if (goOn && step + 1 < _plan.Steps)
            _team.Meet(ref _meetings);
    }

    private void Start(int trial, int valid)
    {
        long state = (long)_padded * _lanes;
        new Span<byte>(_sums, checked((int)(state * sizeof(T)))).Clear();
        new Span<byte>(_x, checked((int)(state * sizeof(T)))).Clear();
        ChunkState<T>.Begin(_plan, _x, _lanes, trial, valid);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepChunk(uint step, uint trial, uint last, T* bias, bool recorded)
    {
        double dt = _plan.Options.Step, sigma = _plan.Sigma;
        _run.Coupling.Prepare(_x, _work, _run.Stop);
        for (int row = _from; row < _to; row += DenseTiles<TLane, T, V>.BlockRows)
        {
            _run.Stop.ThrowIfRaised();
            int rows = Math.Min(DenseTiles<TLane, T, V>.BlockRows, _to - row);
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
            NoiseBlock<TLane, T, V, TWords, W>.Line(_rounds.Start, _from, _to - _from, step, trial, last, _work, _z);
        for (int row = _from; row < _to; row += LineRows)
        {
            _run.Stop.ThrowIfRaised();
            _run.Coupling.Dense!.Line(_x, row, Math.Min(LineRows, _to - row), _u + row - _from);
        }

        UpdateBlock<TLane, T, V>.Rows(
            _plan.Network.Transfer, (_to - _from) / L, dt, sigma, _u, bias + _from, true, sigma > 0 ? _z : null, _x + _from, _next + _from, recorded ? _sums + _from : null);
    }

    /// <summary>Whether to go no further: a number left every bound here, or elsewhere at an earlier step.</summary>
    private bool Diverged(int step, int valid)
    {
        if (UpdateBlock<TLane, T, V>.AnyBeyond(_x, (long)_padded * _lanes, ChunkState<T>.Bound) && ChunkState<T>.IsBeyond(_x, _plan.Units, _lanes, valid))
            _run.Progress.Diverge(step);
        return step >= _run.Progress.Diverged;
    }
}
