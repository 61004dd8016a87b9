using System.Numerics.Tensors;
using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>What a rule would do to J at rate 1, as a matrix, and how J takes a step along it, as far as the network allows.</summary>
internal sealed class SlowUpdate
{
    private readonly Network _network;
    private readonly LearningRule _rule;
    private readonly int _units;
    private readonly double[] _target;
    private readonly double[] _drive;
    private readonly double[] _growth;
    private readonly double[] _keep;
    private readonly double[] _presynaptic;
    private readonly double[] _push;
    private readonly double[] _silence;
    private readonly object? _memory;

    public SlowUpdate(Network network, LearningRule rule, double[] target, double[] drive)
    {
        _network = network;
        _rule = rule;
        _units = network.Units;
        _target = target;
        _drive = drive;
        _growth = new double[_units];
        _keep = new double[_units];
        _presynaptic = new double[_units];
        _push = new double[_units];
        _silence = new double[_units];
        _memory = rule.Begin(new LearningStart { Network = network, Trials = 1, Rate = 1, Step = 1, State = _silence, Target = target, Drive = drive });
    }

    /// <summary>The fastest decay of a weight that the rule last asked for, per unit of s.</summary>
    public double Decay { get; private set; }

    /// <summary>Asks the rule: Ḡ, and Ḡ x.</summary>
    public bool Ask(double[] coupling, double[] state, double[] recurrent, double[] change, out double[] push)
    {
        var step = new PlasticStep
        {
            Network = _network,
            Units = _units,
            Trials = 1,
            Rate = 1,
            Step = 1,
            State = state,
            RecurrentInput = recurrent,
            Target = _target,
            Drive = _drive,
            Noise = _silence,
            Weights = coupling,
            Memory = _memory,
        };
        push = _push;
        if (_rule.MeanForm == UpdateForm.Matrix)
        {
            _rule.MatrixUpdate(step, change);
            for (int i = 0; i < _units; i++)
                _push[i] = TensorPrimitives.Dot(change.AsSpan(i * _units, _units), state);
            return TensorPrimitives.IsFiniteAll<double>(_push);
        }

        _rule.MeanUpdate(step, _growth, _keep);
        if (_rule.MeanForm == UpdateForm.OwnPresynaptic)
            _rule.Presynaptic(step, _presynaptic);
        else
            state.CopyTo(_presynaptic, 0);
        double square = TensorPrimitives.Dot<double>(_presynaptic, state);
        Decay = 0;
        for (int i = 0; i < _units; i++)
        {
            double decay = _keep[i] - 1;
            Decay = Math.Max(Decay, Math.Abs(decay));
            Span<double> row = change.AsSpan(i * _units, _units);
            TensorPrimitives.Multiply(_presynaptic, _growth[i], row);
            if (decay != 0)
                TensorPrimitives.MultiplyAdd(coupling.AsSpan(i * _units, _units), decay, row, row);
            _push[i] = (_growth[i] * square) + (decay * recurrent[i]);
        }

        return TensorPrimitives.IsFiniteAll<double>(_push);
    }

    /// <summary>J + s Ḡ.</summary>
    public void Apply(double[] from, double[] to, double length, double[] change)
    {
        if (!IsLimited)
            TensorPrimitives.MultiplyAdd(change, length, from, to);
        else
            Limited(from, to, at => length * change[at]);
    }

    /// <summary>J + s (a Ḡ₁ + b Ḡ₂ + c Ḡ₃).</summary>
    public void Apply(double[] from, double[] to, double length, double[][] changes, double a, double b, double c)
    {
        if (!IsLimited)
        {
            TensorPrimitives.MultiplyAdd(changes[0], a * length, from, to);
            TensorPrimitives.MultiplyAdd(changes[1], b * length, to, to);
            TensorPrimitives.MultiplyAdd(changes[2], c * length, to, to);
        }
        else
        {
            Limited(from, to, at => length * ((a * changes[0][at]) + (b * changes[1][at]) + (c * changes[2][at])));
        }
    }

    private bool IsLimited => _network.Connections is not null || _network.Dale is not null;

    private unsafe void Limited(double[] from, double[] to, Func<int, double> change)
    {
        fixed (byte* mask = _network.Connections is null ? default : _network.Connections.Span)
        fixed (double* dale = _network.Dale is null ? default : _network.Dale.Span)
        {
            var limit = new MaskAndSign<LanePortableDouble, double>(mask, dale, _units);
            for (int i = 0, at = 0; i < _units; i++)
            {
                for (int j = 0; j < _units; j++, at++)
                    to[at] = limit.Apply(from[at], from[at] + change(at), i, j);
            }
        }
    }
}
