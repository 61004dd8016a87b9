using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// Runs a chunk of trials twice at once, with learning and without, under the same noise: their difference is learning alone. Its
/// memory is taken once and used for one chunk after another.
/// </summary>
internal sealed unsafe class PairedRun : IDisposable
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly PlasticChunk _chunk;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _fixed;
    private readonly double* _control;
    private readonly double* _controlRecurrent;
    private readonly int _units;

    private PairedRun(Network network, NdArray<double> coupling, LaneWidth width)
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

    /// <summary>The widest that this processor has, or a given width.</summary>
    public static PairedRun Create(Network network, NdArray<double> coupling, LaneWidth width) => new(network, coupling, width);

    /// <summary>
    /// Settles, then learns for the planned time; each trial's slope of the overlap's displacement over the second half of learning.
    /// </summary>
    /// <param name="plan">Times, rate and start.</param>
    /// <param name="task">The task.</param>
    /// <param name="map">Which of its maps.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="options">Step and seed.</param>
    /// <param name="chunk">Which trials.</param>
    /// <param name="slopes">dδm/dt of each trial of the chunk; overwritten.</param>
    /// <param name="tick">Called after every step; throws to end the run.</param>
    /// <returns>"completed", or "diverged at step k" counted from the start of settling.</returns>
    public string Run(
        PairedPlan plan, InputOutputMap task, int map, LearningRule rule, MeasureOptions options, int chunk, Span<double> slopes, Action tick)
    {
        Prepare(plan, task, map);
        Network network = _chunk.Network;
        var noise = new ChunkNoise(options.Seed, map, chunk * Lanes);
        StepConstants constants = StepConstants.Of(network, options.Step);
        bool bounded = network.Transfer.IsBounded() && options.Step <= 1;
        uint step = 0;
        for (; step < plan.SettleSteps; step++)
        {
            noise.Fill(step, _units, _chunk.Noise);
            AdvanceControl(constants);
            if (!bounded && _chunk.AnyBeyond(_control))
                return RunStatus.DivergedAt(step + 1);
            tick();
        }

        new Span<double>(_control, _units * Lanes).CopyTo(new Span<double>(_chunk.State, _units * Lanes));
        object? memory = _chunk.BeginLearning(rule, new ReadOnlySpan<double>(_fixed, _units * _units), plan.Rate, options.Step);
        var slope = new SecondHalfSlope(plan.LearnSteps, options.Step);
        slopes.Clear();
        for (int learned = 1; learned <= plan.LearnSteps; learned++, step++)
        {
            noise.Fill(step, _units, _chunk.Noise);
            _chunk.LearnStep(rule, memory, plan.Rate, constants);
            AdvanceControl(constants);
            if (!bounded && (_chunk.AnyBeyond(_chunk.State) || _chunk.AnyBeyond(_control)))
                return RunStatus.DivergedAt(step + 1);
            if (slope.Counts(learned))
                AddDisplacement(slope.Weight(learned) / _units, slopes);
            tick();
        }

        return RunStatus.Completed;
    }

    public void Dispose()
    {
        _chunk.Dispose();
        _memory.Dispose();
    }

    /// <summary>The weights that a trial of the last chunk has learned, shape (units · units,) row-major, the last step's update still waiting.</summary>
    internal double[] FinalWeights(int trial)
    {
        double[] learned = new double[_units * _units];
        _chunk.CopyWeights(trial, learned);
        return learned;
    }

    private void Prepare(PairedPlan plan, InputOutputMap task, int map)
    {
        ReadOnlySpan<double> initial = plan.Initial.Span;
        for (int lane = 0; lane < Lanes; lane++)
            _chunk.SetMap(lane, task.Inputs.Row(map), task.Targets.Row(map));
        for (int i = 0; i < _units; i++)
            new Span<double>(_control + (i * Lanes), Lanes).Fill(initial[i]);
    }

    private void AdvanceControl(in StepConstants constants)
    {
        _chunk.SharedProduct(_fixed, _control, _controlRecurrent);
        _chunk.Advance(_controlRecurrent, _chunk.Drive, _chunk.Noise, _control, _control, constants);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDisplacement(double weight, Span<double> slopes)
    {
        double* target = _chunk.Target, state = _chunk.State;
        Span<double> displacement = stackalloc double[Lanes];
        displacement.Clear();
        for (int at = 0; at < _units * Lanes; at += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
                displacement[lane] += target[at + lane] * (state[at + lane] - _control[at + lane]);
        }

        for (int lane = 0; lane < Lanes; lane++)
            slopes[lane] += weight * displacement[lane];
    }
}
