using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// Maps that learn apart by a rule that only ever adds one vector of their own to the columns of J: J = kept · J₀ + g aᵀ with g = ε h ξ / N
/// and a ← c a + y. One product with J₀ serves all maps; a map adds a dot, a broadcast and one line of memory a unit.
/// </summary>
internal sealed unsafe class RankOneChunk<TLane, V> : ILearningChunk
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    private const int Lanes = ChunkLayout.Lanes;
    private readonly Network _network;
    private readonly PackedCoupling<TLane, double, V> _start;
    private readonly StopSignal _stop;
    private readonly int _units;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _recurrent;
    private readonly double* _drive;
    private readonly double* _growth;
    private readonly double* _right;
    private readonly double* _own;
    private readonly double* _kept;
    private readonly double* _keep;
    private readonly double* _amplitude;
    private readonly double* _block;
    private readonly double* _part;
    private readonly double* _work;
    private double* _next;

    public RankOneChunk(Network network, PackedCoupling<TLane, double, V> start, int padded, StopSignal stop)
    {
        (_network, _start, _stop, _units) = (network, start, stop, network.Units);
        long state = (long)padded * Lanes, block = (DenseTiles<TLane, double, V>.BlockRows + DenseTiles<TLane, double, V>.SpareRows) * (long)Lanes;
        _memory = new AlignedMemory<double>((9 * state) + (3 * Lanes) + (2 * block) + start.WorkLength);
        double* at = _memory.Start;
        double* Take(long length)
        {
            double* place = at;
            at += length;
            return place;
        }

        State = Take(state);
        _next = Take(state);
        Target = Take(state);
        Noise = Take(state);
        _recurrent = Take(state);
        _drive = Take(state);
        _growth = Take(state);
        _right = Take(state);
        _own = Take(state);
        _kept = Take(Lanes);
        _keep = Take(Lanes);
        _amplitude = Take(Lanes);
        _block = Take(block);
        _part = Take(block);
        _work = Take(start.WorkLength);
    }

    public double* State { get; private set; }

    public double* Target { get; }

    public double* Noise { get; }

    private int Size => _units * Lanes;

    public void SetMap(int lane, ReadOnlySpan<double> input, ReadOnlySpan<double> target)
    {
        double strength = _network.Gain * _network.InputStrength;
        for (int i = 0; i < _units; i++)
        {
            Target[(i * Lanes) + lane] = target[i];
            _drive[(i * Lanes) + lane] = strength * input[i];
        }
    }

    public object? Begin(LearningRule rule, double rate, double step)
    {
        new Span<double>(_right, Size).Clear();
        new Span<double>(_kept, Lanes).Fill(1);
        object? memory = rule.Begin(new LearningStart
        {
            Network = _network,
            Trials = Lanes,
            Rate = rate,
            Step = step,
            State = new ReadOnlySpan<double>(State, Size),
            Target = new ReadOnlySpan<double>(Target, Size),
            Drive = new ReadOnlySpan<double>(_drive, Size),
        });

        // The rule has said that g and c never change, and that c is the same for all units.
        rule.RowUpdate(Seen(memory, rate * step, step), new Span<double>(_growth, Size), new Span<double>(_own, Size));
        new Span<double>(_own, Lanes).CopyTo(new Span<double>(_keep, Lanes));
        return memory;
    }

    public void LearnStep(LearningRule rule, object? memory, double rate, in StepConstants constants)
    {
        bool own = rule.Form == UpdateForm.OwnPresynaptic;
        if (own)
            rule.Presynaptic(Seen(memory, rate * constants.Step, constants.Step), new Span<double>(_own, Size));
        RankOne<TLane, V>.Amplitude(_right, State, _units, _amplitude);
        _start.Prepare(State, _work, _stop);
        int blockRows = DenseTiles<TLane, double, V>.BlockRows, padded = (_units + Lanes - 1) / Lanes * Lanes;
        for (int row = 0; row < padded; row += blockRows)
        {
            int rows = Math.Min(blockRows, padded - row);
            long at = (long)row * Lanes;
            _start.Rows(State, _work, row, rows, _block, _part);
            RankOne<TLane, V>.Join(_block, _growth + at, _kept, _amplitude, rows, _recurrent + at);
            RateStep<TLane, V>.Advance(_recurrent + at, _drive + at, Noise + at, State + at, _next + at, rows, constants, _network.Transfer);
        }

        RankOne<TLane, V>.Remember(_right, own ? _own : State, _keep, _kept, _units);
        double* made = _next;
        _next = State;
        State = made;
    }

    public bool AnyBeyond() => RateStep<TLane, V>.AnyBeyond(State, _units, PlasticChunk.Beyond);

    public void Settle()
    {
    }

    public void Copy(int lane, LearnedMemory learned, int map)
    {
        learned.Keep(map, _kept[lane]);
        Span<double> left = learned.Left(map), right = learned.Right(map);
        for (int i = 0; i < _units; i++)
        {
            left[i] = _growth[(i * Lanes) + lane];
            right[i] = _right[(i * Lanes) + lane];
        }
    }

    public void Dispose() => _memory.Dispose();

    private PlasticStep Seen(object? memory, double rate, double step) => new()
    {
        Network = _network,
        Units = _units,
        Trials = Lanes,
        Rate = rate,
        Step = step,
        State = new ReadOnlySpan<double>(State, Size),
        RecurrentInput = new ReadOnlySpan<double>(_recurrent, Size),
        Target = new ReadOnlySpan<double>(Target, Size),
        Drive = new ReadOnlySpan<double>(_drive, Size),
        Noise = new ReadOnlySpan<double>(Noise, Size),
        Weights = default,
        Memory = memory,
    };
}
