using System.Numerics.Tensors;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>The noise-free state of a network under a periodic input, in whole Euler steps of a period.</summary>
internal sealed class PeriodicState
{
    private const double Closed = 1e-12;
    private const int MostPeriods = 4000;
    private const double MostTime = 4000;

    private PeriodicState(int steps, double step, double[] states, double[] slopes, int units, string status)
    {
        Steps = steps;
        Step = step;
        States = states;
        Slopes = slopes;
        MeanSlopes = new double[units];
        for (int at = 0; at < slopes.Length; at += units)
            TensorPrimitives.Add(MeanSlopes, slopes.AsSpan(at, units), MeanSlopes);
        TensorPrimitives.Divide(MeanSlopes, steps, MeanSlopes);
        Status = status;
    }

    /// <summary>Steps of one period.</summary>
    public int Steps { get; }

    /// <summary>h, in τ: the period divided by the steps.</summary>
    public double Step { get; }

    /// <summary>x at every step of a period, shape (steps, units).</summary>
    public double[] States { get; }

    /// <summary>g = β φ'(h) at every step, shape (steps, units).</summary>
    public double[] Slopes { get; }

    /// <summary>ḡ, its mean over a period.</summary>
    public double[] MeanSlopes { get; }

    /// <summary>"completed", or that the state does not repeat with the input's period.</summary>
    public string Status { get; }

    /// <summary>The steps of a period for a step of about this length.</summary>
    public static int StepsOf(PeriodicTask task, double step)
    {
        const int least = 16;
        return Math.Max(least, checked((int)Math.Round(task.Period / step)));
    }

    /// <summary>Runs from 0 until the state repeats.</summary>
    public static PeriodicState Find(Network network, PeriodicTask task, int map, double wanted, CancellationToken cancellation)
    {
        int units = network.Units, steps = StepsOf(task, wanted);
        double step = task.Period / steps, strength = network.Gain * network.InputStrength;
        double[] input = Table(task, map, steps, target: false), states = new double[steps * units], slopes = new double[steps * units];
        TensorPrimitives.Multiply(input, strength, input);
        double[] state = new double[units], h = new double[units];
        double apart = double.PositiveInfinity;
        int periods = Math.Min(MostPeriods, Math.Max(2, (int)(MostTime / task.Period)));
        for (int period = 0; period < periods && !(apart <= Closed); period++)
        {
            cancellation.ThrowIfCancellationRequested();
            apart = 0;
            for (int p = 0; p < steps; p++)
            {
                Span<double> place = states.AsSpan(p * units, units);
                for (int i = 0; i < units; i++)
                    apart = Math.Max(apart, Math.Abs(state[i] - place[i]));
                state.CopyTo(place);
                network.Coupling.Multiply(state, h);
                for (int i = 0; i < units; i++)
                {
                    double total = (network.Gain * h[i]) + input[(p * units) + i];
                    slopes[(p * units) + i] = network.Gain * network.Transfer.Slope(total);
                    state[i] += step * (network.Transfer.Value(total) - state[i]);
                }
            }

            if (!double.IsFinite(TensorPrimitives.Sum<double>(state)))
                return new PeriodicState(steps, step, states, slopes, units, RunStatus.DivergedAt((long)(period + 1) * steps));
        }

        string status = apart <= Closed
            ? RunStatus.Completed
            : FormattableString.Invariant($"the state does not repeat with the period of the input: it differs by {apart:g3} from one period to the next");
        return new PeriodicState(steps, step, states, slopes, units, status);
    }

    /// <summary>η or ξ at every step of a period, shape (steps, units).</summary>
    public static double[] Table(PeriodicTask task, int map, int steps, bool target)
    {
        Complex[][] components = [.. Enumerable.Range(0, task.Harmonics + 1).Select(k => target ? task.Target(map, k) : task.Input(map, k))];
        double[] table = new double[steps * task.Units];
        for (int p = 0; p < steps; p++)
            Fourier.Evaluate(components, 2 * Math.PI * p / steps, table.AsSpan(p * task.Units, task.Units));
        return table;
    }
}
