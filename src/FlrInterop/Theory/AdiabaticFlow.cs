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
    private const int MaxSteps = 2000, Jumps = 6, ManyRefinements = 3;

    /// <summary>The matrices of N² numbers that one flow holds: J, two of the step, three changes, and the factors of a system.</summary>
    public const int Matrices = 7;

    private readonly Network _network;
    private readonly SlowState _slow;
    private readonly SlowUpdate _update;
    private readonly int _units;
    private readonly double[] _target;
    private readonly double[] _velocity;
    private readonly double[] _middle;
    private readonly double[] _late;
    private readonly double[] _ending;
    private readonly double[] _moved;
    private readonly double[] _stage;
    private readonly double[] _next;
    private readonly double[][] _changes;

    public AdiabaticFlow(Network network, InputOutputMap task, int map, LearningRule rule)
    {
        if (rule is ForceRule)
            throw new ParameterException("the rule 'force' has no slow flow of the weights alone: its P shrinks as it learns. Hint: let it learn, or use its initial speed");
        _network = network;
        _units = network.Units;
        _target = task.Targets.Row(map).ToArray();
        double[] drive = new double[_units];
        TensorPrimitives.Multiply(task.Inputs.Row(map), network.Gain * network.InputStrength, drive);
        _slow = new SlowState(network, drive);
        _update = new SlowUpdate(network, rule, _target, drive);
        _velocity = new double[_units];
        _middle = new double[_units];
        _late = new double[_units];
        _ending = new double[_units];
        _moved = new double[_units];
        int weights = _units * _units;
        _stage = new double[weights];
        _next = new double[weights];
        _changes = [new double[weights], new double[weights], new double[weights]];
    }

    /// <summary>The time s to the threshold; the coupling goes with the flow.</summary>
    /// <param name="coupling">J before learning, overwritten.</param>
    /// <param name="threshold">The overlap.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="leaveThere">Whether the coupling is to be left as it is at the threshold, instead of somewhere near it.</param>
    public (double Time, string Status) Run(double[] coupling, double threshold, StopSignal stop, bool leaveThere = false)
    {
        double[] state = new double[_units];
        if (!_slow.Settle(coupling, state) || !Velocity(coupling, state, 0, _velocity))
            return (double.NaN, RunStatus.FixedPointLost);
        double overlap = Overlap(state), first = overlap, time = 0, fastest = 0, length = double.PositiveInfinity, errorBefore = 1;
        for (int step = 0, refused = 0; step < MaxSteps && overlap < threshold; step++)
        {
            stop.ThrowIfRaised();
            double size = Size(_velocity), speed = Overlap(_velocity);
            fastest = Math.Max(fastest, size);
            if (!(size > StandingStill * fastest))
                break;
            length = Math.Min(Math.Min(length, LongestMove / size), MostDecay / _update.Decay);
            if (step == 0)
                length = Math.Min(length, FirstMove / size);
            if (refused > 0 && length * size < ShortestMove)
            {
                // The branch ends here: the state falls to another, once J is past the end.
                length = JumpMove / size;
                bool arrived = false;
                for (int k = 0; k < Jumps && !arrived; k++, length *= 2)
                {
                    _update.Apply(coupling, coupling, length, _changes[0]);
                    time += length;
                    arrived = _slow.Relax(coupling, state);
                }

                if (!arrived || !Velocity(coupling, state, 0, _velocity))
                    return (double.NaN, RunStatus.FixedPointLost);
                (overlap, refused) = (Overlap(state), 0);
                continue;
            }

            double error = Attempt(coupling, state, length);
            if (!(error <= 1))
            {
                refused++;
                length *= double.IsFinite(error) ? Math.Max(0.2, Caution * Math.Pow(error, -1.0 / 3)) : 0.25;
                continue;
            }

            double reached = Overlap(_moved);
            if (reached >= threshold)
            {
                double part = Crossing(threshold, overlap, speed * length, reached, Overlap(_ending) * length);
                if (leaveThere)
                    Attempt(coupling, state, part * length);
                time += part * length;
            }
            else
            {
                time += length;
            }

            _next.CopyTo(coupling, 0);
            _moved.CopyTo(state, 0);
            _ending.CopyTo(_velocity, 0);
            (_changes[0], _changes[2]) = (_changes[2], _changes[0]);
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

    /// <summary>One step: J, x and the velocity at its end, and its error over the one allowed; NaN or infinite where it failed.</summary>
    private double Attempt(double[] coupling, double[] state, double length)
    {
        _update.Apply(coupling, _stage, length / 2, _changes[0]);
        TensorPrimitives.MultiplyAdd(_velocity, length / 2, state, _moved);
        _velocity.CopyTo(_middle, 0);
        if (!Velocity(_stage, _moved, 1, _middle))
            return double.NaN;
        _update.Apply(coupling, _stage, 0.75 * length, _changes[1]);
        TensorPrimitives.MultiplyAdd(_middle, 0.75 * length, state, _moved);
        _middle.CopyTo(_late, 0);
        if (!Velocity(_stage, _moved, 2, _late))
            return double.NaN;
        _update.Apply(coupling, _next, length, _changes, 2.0 / 9, 1.0 / 3, 4.0 / 9);
        for (int i = 0; i < _units; i++)
            _moved[i] = state[i] + (length * ((2 * _velocity[i]) + (3 * _middle[i]) + (4 * _late[i])) / 9);
        double[] before = _ending;
        _moved.CopyTo(before, 0);
        if ((_slow.Refinements > ManyRefinements && !_slow.Linearise(_next, _moved)) || !_slow.Follow(_next, _moved))
            return double.NaN;
        double corrected = 0;
        for (int i = 0; i < _units; i++)
            corrected += (_moved[i] - before[i]) * (_moved[i] - before[i]);
        _late.CopyTo(_ending, 0);
        if (!Velocity(_next, _moved, 2, _ending))
            return double.NaN;
        double wrong = 0;
        for (int i = 0; i < _units; i++)
        {
            double each = length * ((-5.0 / 72 * _velocity[i]) + (_middle[i] / 12) + (_late[i] / 9) - (_ending[i] / 8));
            wrong += each * each;
        }

        return Math.Sqrt(Math.Max(wrong, corrected) / _units) / StateError;
    }

    private double Overlap(ReadOnlySpan<double> state) => TensorPrimitives.Dot(_target, state) / _units;

    private double Size(ReadOnlySpan<double> velocity) => TensorPrimitives.Norm(velocity) / Math.Sqrt(_units);

    /// <summary>dx*/ds = χ (g ∘ Ḡ x*), from a guess of it; what the rule changes goes into one of the changes.</summary>
    private bool Velocity(double[] coupling, double[] state, int change, double[] velocity)
    {
        _slow.Product(coupling, state);
        return _update.Ask(coupling, state, _slow.Recurrent, _changes[change], out double[] push)
            && _slow.SolveFrom(coupling, state, push, velocity)
            && TensorPrimitives.IsFiniteAll<double>(velocity);
    }
}
