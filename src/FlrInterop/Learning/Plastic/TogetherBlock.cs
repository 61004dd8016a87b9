using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The states of up to eight maps that share one coupling; entries (unit, lane).</summary>
internal sealed unsafe class TogetherBlock : IDisposable
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly Network _network;
    private readonly LaneWidth _width;
    private readonly int _units;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _state;
    private readonly double* _recurrent;
    private readonly double* _noise;
    private readonly double* _target;
    private readonly double* _drive;
    private readonly double[] _columns;
    private ChunkNoise _normals;

    public TogetherBlock(Network network, InputOutputMap task, int number, Seed seed, LaneWidth width)
    {
        _network = network;
        _width = width;
        _units = network.Units;
        long block = ((long)_units + Lanes - 1) / Lanes * Lanes * Lanes;
        _memory = new AlignedMemory<double>(5 * block);
        _state = _memory.Start;
        _recurrent = _state + block;
        _noise = _recurrent + block;
        _target = _noise + block;
        _drive = _target + block;
        _columns = new double[5 * _units];
        _normals = new ChunkNoise(seed, 0, number * Lanes);
        double strength = network.Gain * network.InputStrength;
        for (int lane = 0; lane < Lanes; lane++)
        {
            int map = Math.Min((number * Lanes) + lane, task.Maps - 1);
            for (int i = 0; i < _units; i++)
            {
                _target[(i * Lanes) + lane] = task.Targets[map, i];
                _drive[(i * Lanes) + lane] = strength * task.Inputs[map, i];
            }
        }
    }

    /// <summary>x.</summary>
    public double* State => _state;

    /// <summary>u = J x; room for whole lines of units.</summary>
    public double* Recurrent => _recurrent;

    public void SetState(int lane, ReadOnlySpan<double> state)
    {
        for (int i = 0; i < _units; i++)
            _state[(i * Lanes) + lane] = state[i];
    }

    /// <summary>The noise of a step.</summary>
    public void FillNoise(uint step)
    {
        if (_network.Noise > 0)
            _normals.Fill(step, _units, _noise);
    }

    /// <summary>A product that all maps of the block share, in the block's register width: result = W x.</summary>
    /// <param name="weights">W, shape (rows, columns).</param>
    /// <param name="state">x, shape (columns, lanes).</param>
    /// <param name="result">shape (rows, lanes).</param>
    /// <param name="rows">The rows of W.</param>
    /// <param name="columns">The columns of W.</param>
    public void Shared(double* weights, double* state, double* result, int rows, int columns)
    {
        switch (_width)
        {
            case LaneWidth.Bits512:
                PlasticProduct<Lane512Double, Vector512<double>, NoLimit<Vector512<double>>>.Shared(weights, state, result, rows, columns);
                break;
            case LaneWidth.Bits256:
                PlasticProduct<Lane256Double, Vector256<double>, NoLimit<Vector256<double>>>.Shared(weights, state, result, rows, columns);
                break;
            default:
                PlasticProduct<LanePortableDouble, double, NoLimit<double>>.Shared(weights, state, result, rows, columns);
                break;
        }
    }

    /// <summary>x at the end of the step; whether it left every bound.</summary>
    public bool Advance(in StepConstants constants)
    {
        switch (_width)
        {
            case LaneWidth.Bits512:
                RateStep<Lane512Double, Vector512<double>>.Advance(_recurrent, _drive, _noise, _state, _state, _units, constants, _network.Transfer);
                break;
            case LaneWidth.Bits256:
                RateStep<Lane256Double, Vector256<double>>.Advance(_recurrent, _drive, _noise, _state, _state, _units, constants, _network.Transfer);
                break;
            default:
                RateStep<LanePortableDouble, double>.Advance(_recurrent, _drive, _noise, _state, _state, _units, constants, _network.Transfer);
                break;
        }

        return RateStep<LanePortableDouble, double>.AnyBeyond(_state, _units, PlasticChunk.Beyond);
    }

    /// <summary>What a rule sees of one map; valid until the next call.</summary>
    public MapColumns Columns(int lane)
    {
        for (int i = 0; i < _units; i++)
        {
            int at = (i * Lanes) + lane;
            _columns[i] = _state[at];
            _columns[_units + i] = _recurrent[at];
            _columns[(2 * _units) + i] = _target[at];
            _columns[(3 * _units) + i] = _drive[at];
            _columns[(4 * _units) + i] = _noise[at];
        }

        return new MapColumns(_columns, _units);
    }

    public void Observe(LearningRecord record, int step, int first, int count)
    {
        Span<bool> ended = stackalloc bool[count];
        ended.Clear();
        ChunkOverlap.Observe(record, step, first, ended, _units, _target, _state);
    }

    public void Dispose() => _memory.Dispose();
}

/// <summary>x, u, ξ, β γ η and z of one map, each shape (units,).</summary>
internal readonly ref struct MapColumns(ReadOnlySpan<double> all, int units)
{
    private readonly ReadOnlySpan<double> _all = all;

    public ReadOnlySpan<double> State => _all[..units];

    public ReadOnlySpan<double> Recurrent => _all.Slice(units, units);

    public ReadOnlySpan<double> Target => _all.Slice(2 * units, units);

    public ReadOnlySpan<double> Drive => _all.Slice(3 * units, units);

    public ReadOnlySpan<double> Noise => _all.Slice(4 * units, units);
}
