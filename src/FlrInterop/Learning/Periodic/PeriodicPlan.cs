using System.Numerics.Tensors;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Learning;

/// <summary>How one map of a task in time is measured: times in whole periods, rate, tables of input, target and of what is measured.</summary>
internal sealed class PeriodicPlan
{
    private const double RelaxationsToLearn = 16, RelaxationsToSettle = 10, LeastSettling = 50;
    private const int LeastPeriods = 8;

    private PeriodicPlan(PeriodicState state, double rate, int settlePeriods, int learnPeriods, double[] input, double[] target, double[] measure, int harmonics)
    {
        State = state;
        Rate = rate;
        SettlePeriods = settlePeriods;
        LearnPeriods = learnPeriods;
        Input = input;
        Target = target;
        Measure = measure;
        Harmonics = harmonics;
    }

    public PeriodicState State { get; }

    public double Rate { get; }

    public int SettlePeriods { get; }

    public int LearnPeriods { get; }

    /// <summary>β γ η, shape (steps, units).</summary>
    public double[] Input { get; }

    /// <summary>ξ, shape (steps, units).</summary>
    public double[] Target { get; }

    /// <summary>What a displacement at each step adds to the period's measure, shape (steps, units).</summary>
    public double[] Measure { get; }

    /// <summary>The harmonics of the activity that are kept.</summary>
    public int Harmonics { get; }

    public long AllSteps => (long)(SettlePeriods + LearnPeriods) * State.Steps;

    public static PeriodicPlan For(Network network, PeriodicTask task, int map, LearningRule rule, MeasureOptions options, CancellationToken cancellation)
    {
        PeriodicState state = PeriodicState.Find(network, task, map, options.Step, cancellation);
        int steps = state.Steps, units = network.Units, harmonics = PeriodicModelPrediction.Harmonics(task, options.Step);
        double[] input = PeriodicState.Table(task, map, steps, target: false), target = PeriodicState.Table(task, map, steps, target: true);
        TensorPrimitives.Multiply(input, network.Gain * network.InputStrength, input);
        double[] measure = task.IsReadout ? Errors(task, map, state) : [.. target];
        TensorPrimitives.Multiply(measure, 2.0 / (steps * units), measure);
        double relaxation = Relaxation.Rate(LinearResponse.Of(network.Coupling, state.MeanSlopes), state.MeanSlopes);
        double duration = options.Duration ?? (RelaxationsToLearn / relaxation);
        int learn = Math.Max(LeastPeriods, (int)Math.Ceiling(duration / task.Period));
        int settle = Math.Max(1, (int)Math.Ceiling(Math.Max(RelaxationsToSettle / relaxation, LeastSettling) / task.Period));
        double rate = options.Rate ?? Chosen(network, task, map, rule, state, harmonics, learn * task.Period);
        return new PeriodicPlan(state, rate, settle, learn, input, target, measure, harmonics);
    }

    /// <summary>Σ_r ē_r(t) w_r, with ē the error of the noise-free periodic state.</summary>
    private static double[] Errors(PeriodicTask task, int map, PeriodicState state)
    {
        int units = task.Units;
        double[] made = new double[state.Steps * units], value = new double[1];
        for (int r = 0; r < task.ReadoutCount; r++)
        {
            ReadOnlySpan<double> weights = task.Readout(map, r);
            Complex[][] curve = [.. Enumerable.Range(0, task.Harmonics + 1).Select(k => new[] { task.Curve(map, r, k) })];
            for (int p = 0; p < state.Steps; p++)
            {
                Fourier.Evaluate(curve, 2 * Math.PI * p / state.Steps, value);
                double error = value[0] - (TensorPrimitives.Dot(weights, state.States.AsSpan(p * units, units)) / units);
                Span<double> place = made.AsSpan(p * units, units);
                TensorPrimitives.MultiplyAdd(weights, error, place, place);
            }
        }

        return made;
    }

    /// <summary>The rate at which the measure, or where its terms cancel the activity, should move by <see cref="PairedPlan.Displacement"/>.</summary>
    private static double Chosen(Network network, PeriodicTask task, int map, LearningRule rule, PeriodicState state, int harmonics, double duration)
    {
        const double cancelled = 0.05;
        var theory = new PeriodicTheory(task, map, rule, PeriodicModelPrediction.Source(network, state, harmonics));
        Complex[][] velocity = theory.Velocity();
        double whole = Math.Sqrt(velocity.Sum(own => own.Sum(z => (z.Real * z.Real) + (z.Imaginary * z.Imaginary))) / network.Units);
        double speed = Math.Max(Math.Abs(task.IsReadout ? theory.ErrorFall(velocity) : theory.InPhase(velocity)), cancelled * whole);
        return speed > 1e-12 && double.IsFinite(speed) ? PairedPlan.Displacement / (speed * duration) : PairedPlan.Displacement / duration;
    }
}
