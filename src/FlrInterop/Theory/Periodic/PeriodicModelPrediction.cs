using System.Numerics.Tensors;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Speeds of a task in time from the model: linearised about its periodic state, with the mean slope or with the slope that follows the activity.</summary>
internal static class PeriodicModelPrediction
{
    public const double DefaultStep = 0.1;
    private const int HarmonicsBeyond = 3;

    public static PeriodicPrediction Predict(Network network, PeriodicTask task, LearningRule rule, PeriodicOptions options, CancellationToken cancellation)
    {
        double step = options.Step ?? DefaultStep;
        int harmonics = Harmonics(task, step);
        var results = new PeriodicResults(task, harmonics);
        for (int map = 0; map < task.Maps; map++)
        {
            PeriodicState state = PeriodicState.Find(network, task, map, step, cancellation);
            PeriodicSource source = Source(network, state, harmonics);
            var theory = new PeriodicTheory(task, map, rule, source);
            Complex[][] velocity = options.FollowSlope
                ? Followed(network, state, theory.Update, harmonics, cancellation)
                : theory.Velocity();
            if (state.Status != RunStatus.Completed)
                velocity = [.. velocity.Select(own => Array.ConvertAll(own, _ => new Complex(double.NaN, double.NaN)))];
            results.Add(map, theory, source.Activity, velocity, state.Status);
        }

        return results.Finish(Estimators.Linearised, rule.Description, [new Assumption("weak noise", FormattableString.Invariant($"D = {network.Noise}"), null)]);
    }

    public static int Harmonics(PeriodicTask task, double step)
        => Math.Max(1, Math.Min(task.Harmonics + HarmonicsBeyond, (PeriodicState.StepsOf(task, step) - 1) / 2));

    public static PeriodicSource Source(Network network, PeriodicState state, int harmonics)
    {
        int units = network.Units;
        double[] recurrent = new double[state.States.Length];
        for (int at = 0; at < recurrent.Length; at += units)
            network.Coupling.Multiply(state.States.AsSpan(at, units), recurrent.AsSpan(at, units));
        return new PeriodicSource
        {
            Activity = Fourier.Components(state.States, units, harmonics),
            Recurrent = Fourier.Components(recurrent, units, harmonics),
            Slopes = state.MeanSlopes,
            Response = new LinearisedResponse(network.Coupling, state.MeanSlopes),
            Step = state.Step,
        };
    }

    /// <summary>δ̇ = −δ + g(t) ∘ (J δ + Ḡ x̄(t)), run until it repeats; its Fourier components.</summary>
    private static Complex[][] Followed(Network network, PeriodicState state, PeriodicUpdate update, int harmonics, CancellationToken cancellation)
    {
        const double closed = 1e-11;
        const int mostPeriods = 4000;
        int units = network.Units;
        double[] drives = new double[state.States.Length], shifts = new double[state.States.Length], recurrent = new double[units], shift = new double[units];
        for (int at = 0; at < drives.Length; at += units)
        {
            network.Coupling.Multiply(state.States.AsSpan(at, units), recurrent);
            update.Apply(state.States.AsSpan(at, units), recurrent, drives.AsSpan(at, units));
        }

        for (int period = 0; period < mostPeriods; period++)
        {
            cancellation.ThrowIfCancellationRequested();
            double apart = 0;
            for (int at = 0; at < drives.Length; at += units)
            {
                for (int i = 0; i < units; i++)
                    apart = Math.Max(apart, Math.Abs(shift[i] - shifts[at + i]));
                shift.CopyTo(shifts, at);
                network.Coupling.Multiply(shift, recurrent);
                for (int i = 0; i < units; i++)
                    shift[i] += state.Step * ((state.Slopes[at + i] * (recurrent[i] + drives[at + i])) - shift[i]);
            }

            if (apart <= closed * Math.Abs(TensorPrimitives.MaxMagnitude<double>(shifts)))
                break;
        }

        return Fourier.Components(shifts, units, harmonics);
    }
}
