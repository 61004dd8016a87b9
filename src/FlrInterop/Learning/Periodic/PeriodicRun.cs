using FlrInterop.Numerics;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Learning;

/// <summary>A chunk of trials under a periodic input and target, twice at once under the same noise: with learning and without.</summary>
internal sealed unsafe class PeriodicRun : IDisposable
{
    private const int Lanes = ChunkLayout.Lanes;
    private readonly PlasticChunk _chunk;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _fixed;
    private readonly double* _control;
    private readonly double* _controlRecurrent;
    private readonly int _units;

    public PeriodicRun(Network network, NdArray<double> coupling, LaneWidth width)
    {
        _units = network.Units;
        _chunk = PlasticChunk.Create(network, width);
        long block = (long)_units * Lanes, all = (((long)_units * _units) + 7) & ~7L;
        _memory = new AlignedMemory<double>(checked(all + (2 * block)));
        _fixed = _memory.Start;
        _control = _fixed + all;
        _controlRecurrent = _control + block;
        coupling.Span.CopyTo(new Span<double>(_fixed, _units * _units));
    }

    /// <summary>Settles and learns for whole periods.</summary>
    /// <param name="plan">Tables, times and rate.</param>
    /// <param name="map">Which map: its noise depends on it.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="seed">The key of the noise.</param>
    /// <param name="chunk">Which trials.</param>
    /// <param name="trials">How many of them count.</param>
    /// <param name="slopes">dδm/dt of each trial; overwritten.</param>
    /// <param name="evoked">X_k of the run without learning, shape (harmonics + 1, units), summed over the trials that count; overwritten.</param>
    /// <param name="tick">Called after every step; throws to end the run.</param>
    /// <returns>"completed", or "diverged at step k" counted from the start of settling.</returns>
    public string Run(
        PeriodicPlan plan, int map, LearningRule rule, Seed seed, int chunk, int trials, Span<double> slopes, Span<Complex> evoked, Action tick)
    {
        Network network = _chunk.Network;
        PeriodicState start = plan.State;
        var noise = new ChunkNoise(seed, map, chunk * Lanes);
        StepConstants constants = StepConstants.Of(network, start.Step);
        bool bounded = network.Transfer.IsBounded() && start.Step <= 1;
        for (int i = 0; i < _units; i++)
            new Span<double>(_control + (i * Lanes), Lanes).Fill(start.States[i]);
        uint step = 0;
        for (int settled = 0; settled < plan.SettlePeriods * start.Steps; settled++, step++)
        {
            Set(_chunk.Drive, plan.Input, settled % start.Steps);
            noise.Fill(step, _units, _chunk.Noise);
            AdvanceControl(constants);
            if (!bounded && _chunk.AnyBeyond(_control))
                return RunStatus.DivergedAt(step + 1);
            tick();
        }

        new Span<double>(_control, _units * Lanes).CopyTo(new Span<double>(_chunk.State, _units * Lanes));
        Set(_chunk.Target, plan.Target, 0);
        Set(_chunk.Drive, plan.Input, 0);
        object? memory = _chunk.BeginLearning(rule, new ReadOnlySpan<double>(_fixed, _units * _units), plan.Rate, start.Step);
        var slope = new SecondHalfSlope(plan.LearnPeriods, start.Step * start.Steps);
        slopes.Clear();
        evoked.Clear();
        for (int period = 1; period <= plan.LearnPeriods; period++)
        {
            for (int phase = 0; phase < start.Steps; phase++, step++)
            {
                if (slope.Counts(period))
                    AddDisplacement(plan.Measure.AsSpan(phase * _units, _units), slope.Weight(period), slopes);
                AddEvoked(plan, phase, trials, evoked);
                Set(_chunk.Target, plan.Target, phase);
                Set(_chunk.Drive, plan.Input, phase);
                noise.Fill(step, _units, _chunk.Noise);
                _chunk.LearnStep(rule, memory, plan.Rate, constants);
                AdvanceControl(constants);
                if (!bounded && (_chunk.AnyBeyond(_chunk.State) || _chunk.AnyBeyond(_control)))
                    return RunStatus.DivergedAt(step + 1);
                tick();
            }
        }

        return RunStatus.Completed;
    }

    public void Dispose()
    {
        _chunk.Dispose();
        _memory.Dispose();
    }

    private void Set(double* place, double[] table, int phase)
    {
        ReadOnlySpan<double> now = table.AsSpan(phase * _units, _units);
        for (int i = 0; i < now.Length; i++)
            new Span<double>(place + (i * Lanes), Lanes).Fill(now[i]);
    }

    private void AdvanceControl(in StepConstants constants)
    {
        _chunk.SharedProduct(_fixed, _control, _controlRecurrent);
        _chunk.Advance(_controlRecurrent, _chunk.Drive, _chunk.Noise, _control, _control, constants);
    }

    private void AddDisplacement(ReadOnlySpan<double> measure, double weight, Span<double> slopes)
    {
        double* state = _chunk.State;
        for (int i = 0, at = 0; i < measure.Length; i++)
        {
            double scale = weight * measure[i];
            for (int lane = 0; lane < Lanes; lane++, at++)
                slopes[lane] += scale * (state[at] - _control[at]);
        }
    }

    private void AddEvoked(PeriodicPlan plan, int phase, int trials, Span<Complex> evoked)
    {
        double all = (double)plan.State.Steps * plan.LearnPeriods;
        for (int k = 0; k <= plan.Harmonics; k++)
        {
            Complex turn = (k == 0 ? 1 : 2) / all * Complex.Exp(new Complex(0, -2 * Math.PI * k * phase / plan.State.Steps));
            Span<Complex> own = evoked.Slice(k * _units, _units);
            for (int i = 0; i < own.Length; i++)
            {
                double sum = 0;
                for (int lane = 0; lane < trials; lane++)
                    sum += _control[(i * Lanes) + lane];
                own[i] += turn * sum;
            }
        }
    }
}
