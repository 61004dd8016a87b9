using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>
/// The slow flow dJ/ds = Ḡ(x*(J), J), s = ε t: under a small rate the state stays at the fixed point of the J of the moment, which
/// Newton's iteration follows from step to step.
/// </summary>
/// <remarks>
/// Bogacki and Shampine's pair of orders 3 and 2 on (J, x) together (Appl. Math. Lett. 2 (1989) 321–325, doi 10.1016/0893-9659(89)90079-7)
/// with steps as long as the error of x allows. 1 − diag(g) J is factored every few steps; in between the factors serve by refinement. Where the fixed point ceases to exist the state relaxes to the next one, which takes no slow time.
/// </remarks>
internal sealed class AdiabaticFlow
{
    private const double StateError = 1e-3, LongestMove = 0.4, FirstMove = 0.1, ShortestMove = 1e-3, JumpMove = 0.03, MostDecay = 0.5, StandingStill = 1e-7;
    private const double Caution = 0.72, ByError = 0.25, ByErrorBefore = 0.1, LeastError = 1e-3;
    private const int MaxSteps = 2000, Jumps = 6, ManyRefinements = 4;

    /// <summary>The matrices of N² numbers that one flow holds at most: J, J of a stage, four changes, and the factors of a system.</summary>
    public const int Matrices = 7;

    private readonly Network _network;
    private readonly InputOutputMap _task;
    private readonly SlowCoupling _coupling;
    private readonly SlowState _slow;
    private readonly int _units;
    private readonly double[] _target;
    private readonly double[] _drive;
    private readonly double[] _push;
    private readonly double[] _state;
    private readonly double[] _velocity;
    private readonly double[] _middle;
    private readonly double[] _late;
    private readonly double[] _ending;
    private readonly double[] _moved;
    private double _middleAt;

    public AdiabaticFlow(Network network, InputOutputMap task, LearningRule rule)
    {
        if (rule is ForceRule)
            throw new ParameterException("the rule 'force' has no slow flow of the weights alone: its P shrinks as it learns. Hint: let it learn, or use its initial speed");
        (_network, _task, _units) = (network, task, network.Units);
        _coupling = SlowCoupling.For(network, rule);
        _slow = new SlowState(network, _coupling);
        (_target, _drive, _push, _state) = (new double[_units], new double[_units], new double[_units], new double[_units]);
        (_velocity, _middle, _late, _ending, _moved) = (new double[_units], new double[_units], new double[_units], new double[_units], new double[_units]);
    }

    /// <summary>The time s to the threshold.</summary>
    /// <param name="map">Which map is learned.</param>
    /// <param name="coupling">J before learning.</param>
    /// <param name="threshold">The overlap.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="learned">J at the threshold, overwritten; may be the coupling, or nothing where it is not asked for.</param>
    public (double Time, string Status) Run(int map, ReadOnlySpan<double> coupling, double threshold, StopSignal stop, Span<double> learned = default)
    {
        _task.Targets.Row(map).CopyTo(_target);
        TensorPrimitives.Multiply(_task.Inputs.Row(map), _network.Gain * _network.InputStrength, _drive);
        _coupling.Begin(coupling, _target, _drive);
        _slow.Begin(_drive);
        (double Time, string Status) reached = Run(_state, threshold, stop, leaveThere: !learned.IsEmpty);
        if (!learned.IsEmpty)
            _coupling.CopyTo(learned);
        return reached;
    }

    private (double Time, string Status) Run(double[] state, double threshold, StopSignal stop, bool leaveThere)
    {
        // Nothing of the map before may be left as a guess: times do not depend on which thread took what.
        Array.Clear(_velocity);
        _middleAt = 0;
        if (!_slow.Settle(state) || !Velocity(state, 0, _velocity))
            return (double.NaN, RunStatus.FixedPointLost);
        double overlap = Overlap(state), first = overlap, time = 0, fastest = 0, length = double.PositiveInfinity, errorBefore = 1;
        for (int step = 0, refused = 0; step < MaxSteps && overlap < threshold; step++)
        {
            stop.ThrowIfRaised();
            double size = Size(_velocity), speed = Overlap(_velocity);
            fastest = Math.Max(fastest, size);
            if (!(size > StandingStill * fastest))
                break;
            length = Math.Min(Math.Min(length, LongestMove / size), MostDecay / _coupling.Decay);
            if (step == 0)
                length = Math.Min(length, FirstMove / size);
            if (refused > 0 && length * size < ShortestMove)
            {
                // The branch ends here: the state falls to another, once J is past the end.
                length = JumpMove / size;
                double jumped = 0;
                bool arrived = false;
                for (int k = 0; k < Jumps && !arrived; k++, length *= 2)
                {
                    jumped += length;
                    _coupling.GoTo(jumped, 1, 0, 0);
                    arrived = _slow.Relax(state);
                }

                if (!arrived || !Velocity(state, SlowCoupling.Stages, _velocity))
                    return (double.NaN, RunStatus.FixedPointLost);
                _coupling.Accept();
                time += jumped;
                (overlap, refused, _middleAt) = (Overlap(state), 0, 0);
                continue;
            }

            double error = Attempt(state, length);
            if (!(error <= 1))
            {
                refused++;
                _middleAt = double.IsFinite(error) ? length / 2 : 0;
                length *= double.IsFinite(error) ? Math.Max(0.2, Caution * Math.Pow(error, -1.0 / 3)) : 0.25;
                continue;
            }

            double reached = Overlap(_moved);
            if (reached >= threshold)
            {
                double part = Crossing(threshold, overlap, speed * length, reached, Overlap(_ending) * length);
                if (leaveThere)
                    Attempt(state, part * length);
                time += part * length;
            }
            else
            {
                time += length;
            }

            _coupling.Accept();
            _moved.CopyTo(state, 0);
            _ending.CopyTo(_velocity, 0);
            _middleAt = -length / 2;
            (overlap, refused) = (reached, 0);
            error = Math.Max(error, LeastError);
            length *= Math.Clamp(Caution * Math.Pow(error, -ByError) * Math.Pow(errorBefore, ByErrorBefore), 0.3, 3);
            errorBefore = error;
        }

        if (overlap >= threshold)
            return (time, RunStatus.Completed);
        return (double.NaN, overlap > first + StandingStill ? RunStatus.ThresholdNotReached : RunStatus.NoLearning);
    }

    /// <summary>Where the cubic through both ends, with their slopes, takes a value: a root in 0 … 1 by bisection.</summary>
    private static double Crossing(double wanted, double start, double startSlope, double end, double endSlope)
    {
        double low = 0, high = 1;
        for (int k = 0; k < 50; k++)
        {
            double t = (low + high) / 2, rest = 1 - t;
            double value = (start * rest * rest * (1 + (2 * t))) + (startSlope * t * rest * rest) + (end * t * t * (3 - (2 * t))) - (endSlope * t * t * rest);
            if (value < wanted)
                low = t;
            else
                high = t;
        }

        return (low + high) / 2;
    }

    /// <summary>One step: x and the velocity at its end, where J is left, and its error over the one allowed; NaN or infinite where it failed.</summary>
    private double Attempt(double[] state, double length)
    {
        _coupling.GoTo(length / 2, 1, 0, 0);
        TensorPrimitives.MultiplyAdd(_velocity, length / 2, state, _moved);
        // The middle of the step before lies behind, that of a step refused ahead.
        if (_middleAt != 0)
            Extrapolate(_middle, _velocity, -length / 2 / _middleAt, _middle);
        else
            _velocity.CopyTo(_middle, 0);
        _middleAt = 0;
        _slow.Look(_moved);
        if (!Velocity(_moved, 1, _middle))
            return double.NaN;
        _coupling.GoTo(0.75 * length, 0, 1, 0);
        TensorPrimitives.MultiplyAdd(_middle, 0.75 * length, state, _moved);
        Extrapolate(_velocity, _middle, 0.5, _late);
        _slow.Look(_moved);
        if (!Velocity(_moved, 2, _late))
            return double.NaN;
        _coupling.GoTo(length, 2.0 / 9, 1.0 / 3, 4.0 / 9);
        for (int i = 0; i < _units; i++)
            _moved[i] = state[i] + (length * ((2 * _velocity[i]) + (3 * _middle[i]) + (4 * _late[i])) / 9);
        double[] before = _ending;
        _moved.CopyTo(before, 0);
        if (!_slow.Follow(_moved, anew: _slow.Refinements > ManyRefinements))
            return double.NaN;
        double corrected = 0;
        for (int i = 0; i < _units; i++)
            corrected += (_moved[i] - before[i]) * (_moved[i] - before[i]);
        for (int i = 0; i < _units; i++)
            _ending[i] = ((_velocity[i] - (6 * _middle[i]) + (8 * _late[i])) / 3);
        if (!Velocity(_moved, SlowCoupling.Stages, _ending))
            return double.NaN;
        double wrong = 0;
        for (int i = 0; i < _units; i++)
        {
            double each = length * ((-5.0 / 72 * _velocity[i]) + (_middle[i] / 12) + (_late[i] / 9) - (_ending[i] / 8));
            wrong += each * each;
        }

        return Math.Sqrt(Math.Max(wrong, corrected) / _units) / StateError;
    }

    /// <summary>A guess of what comes after two velocities, as far again as so many times their distance.</summary>
    private static void Extrapolate(double[] from, double[] at, double ratio, double[] guess)
    {
        for (int i = 0; i < guess.Length; i++)
            guess[i] = at[i] + (ratio * (at[i] - from[i]));
    }

    private double Overlap(ReadOnlySpan<double> state) => TensorPrimitives.Dot(_target, state) / _units;

    private double Size(ReadOnlySpan<double> velocity) => TensorPrimitives.Norm(velocity) / Math.Sqrt(_units);

    /// <summary>dx*/ds = χ (g ∘ Ḡ x*) at the state last looked at, from a guess of it; what the rule changes becomes one of the changes.</summary>
    private bool Velocity(double[] state, int change, double[] velocity)
    {
        _coupling.Ask(state, _slow.Recurrent, change, _push);
        return TensorPrimitives.IsFiniteAll<double>(_push)
            && _slow.SolveFrom(_push, velocity)
            && TensorPrimitives.IsFiniteAll<double>(velocity);
    }
}
