using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>One thread of a convoy: with the others it advances all chunks by one step after another, block of rows by block of rows.</summary>
internal sealed unsafe class ConvoyWorker<TLane, T, V, TWords, W> : IWorker
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
    where TWords : struct, IWords<W>
    where W : unmanaged
{
    private const int LineRows = 128, StepsToAFlush = 128;
    private readonly SimulationRun<TLane, T, V, TWords, W> _run;
    private readonly SimulationPlan _plan;
    private readonly Convoy<T> _convoy;
    private readonly Rendezvous _together;
    private readonly int _number;
    private readonly int _padded;
    private readonly int _lanes;
    private readonly int _blockRows;
    private readonly long _chunk;
    private readonly long _block;
    private readonly AlignedMemory<T> _memory;
    private readonly AlignedMemory<ulong> _rounds;
    private readonly T* _u;
    private readonly T* _part;
    private readonly T* _z;
    private readonly T* _scratch;
    private long _meetings;
    private int _first;
    private int _chunks;
    private T* _x;
    private T* _next;
    private T* _sums;

    public ConvoyWorker(SimulationRun<TLane, T, V, TWords, W> run, int number)
    {
        (_run, _plan, _number, _convoy) = (run, run.Plan, number, run.Convoy!);
        (_padded, _lanes, _together) = (run.Padded, run.Lanes, _convoy.Together);
        _blockRows = _lanes == 1 ? LineRows : DenseTiles<TLane, T, V>.BlockRows;
        _chunk = (long)_padded * _lanes;
        _block = _lanes == 1 ? LineRows + (8L * L) : (_blockRows + DenseTiles<TLane, T, V>.SpareRows) * (long)L;
        long most = _convoy.Most;
        _memory = new AlignedMemory<T>((((2 * most) + 1) * _block) + (8 * L));
        _u = _memory.Start;
        _part = _u + (most * _block);
        _z = _part + (most * _block);
        _scratch = _z + _block;
        _rounds = new AlignedMemory<ulong>(2 * Philox.Rounds);
        Philox.RoundKeys(Philox.Key(_plan.Options.Seed), _rounds.Start);
    }

    private static int L => 64 / sizeof(T);

    private int Blocks => (_padded + _blockRows - 1) / _blockRows;

    private int Bands => ((_padded / L) + CovarianceTiles<TLane, T, V>.PanelsTogether - 1) / CovarianceTiles<TLane, T, V>.PanelsTogether;

    /// <summary>Everything, with the other threads: each has but one item.</summary>
    public void Do(int item)
    {
        for (int map = 0; map < _plan.Maps; map++)
        {
            MapMoments moments = _run.Moments(map);
            for (int convoy = 0; convoy < _convoy.Count; convoy++)
                RunChunks(map, convoy, moments);
            if (item == 0 && moments.Finish())
                _run.Complete(map);
        }
    }

    /// <summary>All steps of the chunks of a convoy: nothing here allocates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunChunks(int map, int convoy, MapMoments moments)
    {
        (_first, int to) = _convoy.Chunks(convoy);
        _chunks = to - _first;
        _x = _convoy.State(0);
        _next = _convoy.State(1);
        _sums = _convoy.State(2);
        for (int chunk = _together.Take(); chunk < _chunks; chunk = _together.Take())
            Begin(chunk, moments);
        _together.Meet(ref _meetings);
        int steps = _plan.Steps, unflushed = 0;
        for (int step = 0; step < steps; step++)
        {
            bool recorded = step >= _plan.Transient, flush = recorded && (++unflushed == StepsToAFlush || step == steps - 1);
            if (_convoy.Work > 0)
            {
                for (int chunk = _together.Take(); chunk < _chunks; chunk = _together.Take())
                    _run.Coupling.Prepare(_x + (chunk * _chunk), _convoy.WorkOf(chunk), _run.Stop);
                _together.Meet(ref _meetings);
            }

            for (int block = _together.Take(); block < Blocks; block = _together.Take())
                Advance(map, step, block * _blockRows, recorded, flush ? moments : null);
            if (flush)
                unflushed = 0;
            _together.Meet(ref _meetings);
            T* made = _next;
            _next = _x;
            _x = made;
            if (_number == 0)
                _run.Progress.Add(_number, _chunks);

            // All threads see the same here: what a later step finds is later.
            if (_plan.MayDiverge && step + 1 >= _run.Progress.Diverged)
                return;
            if (recorded)
                Record(map, step - _plan.Transient);
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        _rounds.Dispose();
    }

    private void Begin(int chunk, MapMoments moments)
    {
        int trial = (_first + chunk) * _lanes, valid = Valid(chunk);
        T* x = _x + (chunk * _chunk), sums = _sums + (chunk * _chunk);
        new Span<byte>(x, checked((int)(_chunk * sizeof(T)))).Clear();
        new Span<byte>(sums, checked((int)(_chunk * sizeof(T)))).Clear();
        ChunkState<T>.Begin(_plan, x, _lanes, trial, valid);
        _run.ConvoyProducts?[chunk].Begin(moments, 0, _first + chunk, valid);
    }

    /// <summary>One step of some rows of all chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance(int map, int step, int row, bool recorded, MapMoments? flushed)
    {
        _run.Stop.ThrowIfRaised();
        double dt = _plan.Options.Step, sigma = _plan.Sigma;
        uint last = RandomStream.Word(Purpose.Dynamics, (uint)map);
        int rows = Math.Min(_blockRows, _padded - row);
        long at = (long)row * _lanes, count = (long)rows * _lanes;
        T* bias = _run.Bias(map) + row;
        if (_lanes == 1)
            _run.Coupling.Dense!.Line(_x, row, rows, _u);
        else
            _run.Coupling.ChunkRows(_chunks, _x, _chunk, _convoy.WorkOf(0), row, rows, _u, _part, _block);
        for (int chunk = 0; chunk < _chunks; chunk++, at += _chunk)
        {
            uint trial = (uint)((_first + chunk) * _lanes);
            T* sums = recorded ? _sums + at : null, z = sigma > 0 ? _z : null;
            if (sigma > 0 && _lanes == 1)
                NoiseBlock<TLane, T, V, TWords, W>.Line(_rounds.Start, row, rows, (uint)step, trial, last, _scratch, z);
            else if (sigma > 0)
                NoiseBlock<TLane, T, V, TWords, W>.Chunk(_rounds.Start, row, rows, (uint)step, trial, last, z);
            UpdateBlock<TLane, T, V>.Rows(
                _plan.Network.Transfer, (int)(count / L), dt, sigma, _u + (chunk * _block), bias, _lanes == 1, z, _x + at, _next + at, sums);
            if (flushed is not null)
                Lines<TLane, T, V>.Flush(flushed.Sums(_first + chunk) + ((long)row * _lanes), sums, count);
            if (_plan.MayDiverge
                && UpdateBlock<TLane, T, V>.AnyBeyond(_next + at, count, ChunkState<T>.Bound)
                && ChunkState<T>.IsBeyond(_next + at, Math.Min(rows, _plan.Units - row), _lanes, Valid(chunk)))
            {
                _run.Progress.Diverge(step + 1);
            }
        }
    }

    /// <summary>Takes the state in as samples, and adds their products up once there are enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Record(int map, int time)
    {
        ProductStream<TLane, T, V>[]? products = _run.ConvoyProducts;
        if (products is null && _run.Samples == null)
            return;
        for (int chunk = _together.Take(); chunk < _chunks; chunk = _together.Take())
        {
            products?[chunk].Record(_x + (chunk * _chunk));
            if (_run.Samples != null)
                ChunkState<T>.Keep(_plan, _x + (chunk * _chunk), _lanes, Valid(chunk), _run.Samples, map, (_first + chunk) * _lanes, time);
        }

        _together.Meet(ref _meetings);
        if (products is null || !AnyIsDue(products))
            return;
        int panels = _padded / L;
        for (int band = _together.Take(); band < Bands; band = _together.Take())
        {
            int from = band * CovarianceTiles<TLane, T, V>.PanelsTogether, to = Math.Min(panels, from + CovarianceTiles<TLane, T, V>.PanelsTogether);
            for (int chunk = 0; chunk < _chunks; chunk++)
            {
                if (products[chunk].IsDue)
                    products[chunk].Add(from, to);
            }
        }

        _together.Meet(ref _meetings);
    }

    private bool AnyIsDue(ProductStream<TLane, T, V>[] products)
    {
        for (int chunk = 0; chunk < _chunks; chunk++)
        {
            if (products[chunk].IsDue)
                return true;
        }

        return false;
    }

    private int Valid(int chunk) => Math.Min(_lanes, _plan.Trials - ((_first + chunk) * _lanes));
}
