using System.Numerics.Tensors;
using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>
/// The slow flow dJ/ds = Ḡ(x*(J), J), s = ε t: under a small rate the state stays at the fixed point of the J of the moment, which
/// Newton's iteration follows from step to step.
/// </summary>
/// <remarks>
/// Heun steps of such a length that the state moves by a given root mean square. Where the fixed point ceases to exist the state
/// relaxes to the next one, which takes no slow time.
/// </remarks>
internal sealed class AdiabaticFlow
{
    private const double StateStep = 0.06, DecayStep = 0.1, StandingStill = 1e-7;
    private const int MaxSteps = 2000;

    private readonly Network _network;
    private readonly LearningRule _rule;
    private readonly SlowState _slow;
    private readonly int _units;
    private readonly double[] _target;
    private readonly double[] _drive;
    private readonly double[] _growth;
    private readonly double[] _keep;
    private readonly double[] _presynaptic;
    private readonly double[] _change;
    private readonly double[] _silence;
    private readonly double[] _velocity;
    private readonly double[] _push;
    private readonly object? _memory;

    public AdiabaticFlow(Network network, InputOutputMap task, int map, LearningRule rule)
    {
        if (rule is ForceRule)
            throw new ParameterException("the rule 'force' has no slow flow of the weights alone: its P shrinks as it learns. Hint: let it learn, or use its initial speed");
        _network = network;
        _rule = rule;
        _units = network.Units;
        _target = task.Targets.Row(map).ToArray();
        _drive = new double[_units];
        TensorPrimitives.Multiply(task.Inputs.Row(map), network.Gain * network.InputStrength, _drive);
        _slow = new SlowState(network, _drive);
        _growth = new double[_units];
        _keep = new double[_units];
        _presynaptic = new double[_units];
        _silence = new double[_units];
        _velocity = new double[_units];
        _push = new double[_units];
        _change = rule.MeanForm == UpdateForm.Matrix ? new double[_units * _units] : [];
        _memory = rule.Begin(new LearningStart { Network = network, Trials = 1, Rate = 1, Step = 1, State = _silence, Target = _target, Drive = _drive });
    }

    /// <summary>The time s to the threshold; the coupling goes with it and is left as it is there.</summary>
    public (double Time, string Status) Run(double[] coupling, NdArray<double> evoked, double threshold, StopSignal stop)
    {
        double[] state = evoked.ToArray(), stage = new double[coupling.Length], next = new double[coupling.Length], moved = new double[_units];
        double overlap = Overlap(state), first = overlap, time = 0, fastest = 0;
        for (int step = 0; step < MaxSteps && overlap < threshold; step++)
        {
            stop.ThrowIfRaised();
            if (!Velocity(coupling, state))
                return (double.NaN, RunStatus.FixedPointLost);
            double size = TensorPrimitives.Norm<double>(_velocity) / Math.Sqrt(_units), speed = Overlap(_velocity);
            fastest = Math.Max(fastest, size);
            if (!(size > StandingStill * fastest))
                break;
            double length = Math.Min(StateStep / size, DecayStep / Decay());
            int halved = 0;
            while (true)
            {
                // Heun: an Euler step, then the mean of it and of the step that its end would make.
                Apply(coupling, stage, length);
                TensorPrimitives.MultiplyAdd(_velocity, length, state, moved);
                if (_slow.Follow(stage, moved) && Ask(stage, moved))
                {
                    Apply(stage, next, length);
                    TensorPrimitives.Add(coupling, next, next);
                    TensorPrimitives.Multiply(next, 0.5, next);
                    if (_slow.Follow(next, moved))
                        break;
                }

                Ask(coupling, state);
                length /= 2;
                if (++halved < 6)
                    continue;

                // The branch ends here: the state falls to another.
                Apply(coupling, next, length);
                state.CopyTo(moved, 0);
                if (!_slow.Relax(next, moved))
                    return (double.NaN, RunStatus.FixedPointLost);
                break;
            }

            double reached = Overlap(moved);
            time += reached < threshold || halved >= 6 ? length : length * Crossing(threshold - overlap, speed * length, reached - overlap);
            overlap = reached;
            next.CopyTo(coupling, 0);
            moved.CopyTo(state, 0);
        }

        if (overlap >= threshold)
            return (time, RunStatus.Completed);
        return (double.NaN, overlap > first + StandingStill ? RunStatus.ThresholdNotReached : RunStatus.NoLearning);
    }

    /// <summary>The root in 0 … 1 of start · p + (whole − start) p² = wanted.</summary>
    private static double Crossing(double wanted, double start, double whole)
    {
        double bend = whole - start;
        double root = (start * start) + (4 * bend * wanted);
        double part = Math.Abs(bend) < 1e-9 * Math.Abs(whole) || root < 0 ? wanted / whole : (2 * wanted) / (start + Math.Sqrt(root));
        return part is >= 0 and <= 1 ? part : wanted / whole;
    }

    private double Overlap(ReadOnlySpan<double> state) => TensorPrimitives.Dot(_target, state) / _units;

    /// <summary>dx*/ds = χ (g ∘ Ḡ x*); the rule has been asked.</summary>
    private bool Velocity(double[] coupling, double[] state)
    {
        if (!Ask(coupling, state) || !_slow.Linearise(coupling, state))
            return false;
        double square = TensorPrimitives.Dot<double>(_presynaptic, state);
        for (int i = 0; i < _units; i++)
        {
            double drive = _rule.MeanForm == UpdateForm.Matrix
                ? TensorPrimitives.Dot(_change.AsSpan(i * _units, _units), state)
                : (_growth[i] * square) + ((_keep[i] - 1) * _slow.Recurrent[i]);
            _push[i] = _slow.Slopes[i] * drive;
        }

        _slow.Solve(_push, _velocity);
        return TensorPrimitives.IsFiniteAll<double>(_velocity);
    }

    /// <summary>What the rule would do at rate 1.</summary>
    private bool Ask(double[] coupling, double[] state)
    {
        _slow.Product(coupling, state);
        var step = new PlasticStep
        {
            Network = _network,
            Units = _units,
            Trials = 1,
            Rate = 1,
            Step = 1,
            State = state,
            RecurrentInput = _slow.Recurrent,
            Target = _target,
            Drive = _drive,
            Noise = _silence,
            Weights = coupling,
            Memory = _memory,
        };
        if (_rule.MeanForm == UpdateForm.Matrix)
        {
            _rule.MatrixUpdate(step, _change);
            return TensorPrimitives.IsFiniteAll<double>(_change);
        }

        _rule.MeanUpdate(step, _growth, _keep);
        if (_rule.MeanForm == UpdateForm.OwnPresynaptic)
            _rule.Presynaptic(step, _presynaptic);
        else
            state.CopyTo(_presynaptic, 0);
        return TensorPrimitives.IsFiniteAll<double>(_growth);
    }

    private double Decay()
    {
        double largest = 0;
        for (int i = 0; i < _units && _rule.MeanForm != UpdateForm.Matrix; i++)
            largest = Math.Max(largest, Math.Abs(_keep[i] - 1));
        return largest;
    }

    private void ApplyRows(double[] from, double[] to, double length)
    {
        for (int i = 0; i < _units; i++)
        {
            Span<double> row = to.AsSpan(i * _units, _units);
            TensorPrimitives.Multiply(from.AsSpan(i * _units, _units), 1 + (length * (_keep[i] - 1)), row);
            TensorPrimitives.MultiplyAdd(_presynaptic, length * _growth[i], row, row);
        }
    }

    /// <summary>J + s Ḡ, as far as the network allows.</summary>
    private unsafe void Apply(double[] from, double[] to, double length)
    {
        fixed (byte* mask = _network.Mask is null ? default : _network.Mask.Span)
        fixed (double* dale = _network.Dale is null ? default : _network.Dale.Span)
        {
            var limit = new MaskAndSign<LanePortableDouble, double>(mask, dale, _units);
            bool matrix = _rule.MeanForm == UpdateForm.Matrix;
            if (mask == null && dale == null && !matrix)
            {
                ApplyRows(from, to, length);
                return;
            }

            for (int i = 0, at = 0; i < _units; i++)
            {
                double growth = length * _growth[i], keep = 1 + (length * (_keep[i] - 1));
                for (int j = 0; j < _units; j++, at++)
                {
                    double after = matrix ? from[at] + (length * _change[at]) : (from[at] * keep) + (growth * _presynaptic[j]);
                    to[at] = limit.Apply(from[at], after, i, j);
                }
            }
        }
    }
}
