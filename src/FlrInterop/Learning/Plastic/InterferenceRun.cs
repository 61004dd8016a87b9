using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>A chunk of trials in which one map is learned and all others are watched, with the changing J and with the one before.</summary>
internal sealed unsafe class InterferenceRun : IDisposable
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly InputOutputMap _task;
    private readonly PlasticChunk _chunk;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _fixed;
    private readonly double* _recurrent;
    private readonly int _units;
    private readonly int _block;

    public InterferenceRun(Network network, InputOutputMap task, NdArray<double> coupling, LaneWidth width)
    {
        _task = task;
        _units = network.Units;
        _block = _units * Lanes;
        _chunk = PlasticChunk.Create(network, width);
        long all = (((long)_units * _units) + 7) & ~7L;
        _memory = new AlignedMemory<double>(checked(all + (((4L * task.Maps) + 1) * _block)));
        _fixed = _memory.Start;
        _recurrent = _fixed + all;
        coupling.Span.CopyTo(new Span<double>(_fixed, _units * _units));
    }

    /// <summary>Settles under every input, then learns one map; each trial's slopes of the displacements of all maps.</summary>
    /// <param name="plans">The plans of all maps.</param>
    /// <param name="learned">Which is learned.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="options">Step and seed.</param>
    /// <param name="chunk">Which trials.</param>
    /// <param name="slopes">dδm/dt, (map, trial); overwritten.</param>
    /// <param name="tick">Called after every step; throws to end the run.</param>
    /// <returns>"completed", or "diverged at step k".</returns>
    public string Run(PairedPlan[] plans, int learned, LearningRule rule, MeasureOptions options, int chunk, Span<double> slopes, Action tick)
    {
        int maps = _task.Maps, settle = plans.Max(plan => plan.SettleSteps), learn = plans[learned].LearnSteps;
        double rate = plans[learned].Rate;
        StepConstants constants = StepConstants.Of(_chunk.Network, options.Step);
        var noises = new ChunkNoise[maps];
        for (int map = 0; map < maps; map++)
        {
            noises[map] = new ChunkNoise(options.Seed, map, chunk * Lanes);
            Prepare(map, plans[map].Initial.Span);
        }

        for (int lane = 0; lane < Lanes; lane++)
            _chunk.SetMap(lane, _task.Inputs.Row(learned), _task.Targets.Row(learned));
        slopes.Clear();
        object? memory = null;
        var slope = new SecondHalfSlope(learn, options.Step);
        for (int step = 0; step < settle + learn; step++)
        {
            for (int map = 0; map < maps; map++)
                noises[map].Fill((uint)step, _units, Noise(map));
            if (step == settle)
                memory = Begin(learned, rule, rate, options.Step);
            if (step >= settle)
            {
                Watch(learned, constants);
                new Span<double>(Noise(learned), _block).CopyTo(new Span<double>(_chunk.Noise, _block));
                _chunk.LearnStep(rule, memory, rate, constants);
            }

            for (int map = 0; map < maps; map++)
            {
                _chunk.SharedProduct(_fixed, Control(map), _recurrent);
                _chunk.Advance(_recurrent, Drive(map), Noise(map), Control(map), Control(map), constants);
            }

            if (_chunk.AnyBeyond(_chunk.State) || _chunk.AnyBeyond(Control(learned)))
                return RunStatus.DivergedAt(step + 1);
            int done = step - settle + 1;
            for (int map = 0; map < maps && slope.Counts(done); map++)
                AddDisplacement(map, map == learned ? _chunk.State : Probe(map), slope.Weight(done) / _units, slopes.Slice(map * Lanes, Lanes));
            tick();
        }

        return RunStatus.Completed;
    }

    public void Dispose()
    {
        _chunk.Dispose();
        _memory.Dispose();
    }

    private double* Control(int map) => _recurrent + ((1L + (4L * map)) * _block);

    private double* Probe(int map) => Control(map) + _block;

    private double* Noise(int map) => Probe(map) + _block;

    private double* Drive(int map) => Noise(map) + _block;

    private void Prepare(int map, ReadOnlySpan<double> initial)
    {
        double strength = _chunk.Network.Gain * _chunk.Network.InputStrength;
        for (int i = 0; i < _units; i++)
        {
            new Span<double>(Drive(map) + (i * Lanes), Lanes).Fill(strength * _task.Inputs[map, i]);
            new Span<double>(Control(map) + (i * Lanes), Lanes).Fill(initial[i]);
        }
    }

    private object? Begin(int learned, LearningRule rule, double rate, double step)
    {
        for (int map = 0; map < _task.Maps; map++)
            new Span<double>(Control(map), _block).CopyTo(new Span<double>(Probe(map), _block));
        new Span<double>(Control(learned), _block).CopyTo(new Span<double>(_chunk.State, _block));
        return _chunk.BeginLearning(rule, new ReadOnlySpan<double>(_fixed, _units * _units), rate, step);
    }

    private void Watch(int learned, in StepConstants constants)
    {
        for (int map = 0; map < _task.Maps; map++)
        {
            if (map == learned)
                continue;
            _chunk.ProbeProduct(Probe(map), _recurrent);
            _chunk.Advance(_recurrent, Drive(map), Noise(map), Probe(map), Probe(map), constants);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDisplacement(int map, double* state, double weight, Span<double> slopes)
    {
        double* control = Control(map);
        ReadOnlySpan<double> target = _task.Targets.Row(map);
        for (int i = 0; i < _units; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
                slopes[lane] += weight * target[i] * (state[(i * Lanes) + lane] - control[(i * Lanes) + lane]);
        }
    }
}
