using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Whole sessions.</content>
public static partial class CentreOutSimulator
{
    /// <summary>
    /// A session: trials with the old decoder, then trials in which the new one is learned by the error-driven rule, all targets in turn. The cursor
    /// starts each trial at the centre and moves by each bin's velocity.
    /// </summary>
    /// <param name="model">The network and its cues; at most 8 targets.</param>
    /// <param name="intuitive">The old decoder, of the units.</param>
    /// <param name="perturbed">The new decoder, of the units; for a session of latents its projection is that of the old one.</param>
    /// <param name="options">Trials, times, rise; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The session and its answer.</returns>
    /// <exception cref="ShapeException">Model and decoders differ in units.</exception>
    /// <exception cref="ParameterException">There are more than 8 targets, or the latents do not determine the new decoder's velocity.</exception>
    /// <exception cref="NumericalException">A cue has no fixed point, or the run diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SimulatedSession Session(
        CentreOutModel model,
        LatentDecoder intuitive,
        LatentDecoder perturbed,
        SessionSimulationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(intuitive);
        ArgumentNullException.ThrowIfNull(perturbed);
        options ??= new SessionSimulationOptions();
        Require.Shape([intuitive.Units], "the old decoder's units", "the network's (units,)", model.Network.Units);
        if (options.Latents && !intuitive.Projection.Span.SequenceEqual(perturbed.Projection.Span))
        {
            throw Require.Refused(
                "activity", "latents", "units, since the new decoder reads other latents", "a decoder perturbed outside the manifold needs the activity of the units");
        }

        CentreOutRecording before = Record(model, options.BaselineTrials, options.Bins, options.Interval, options.Seed, cancellation);
        progress?.Report(0.2);
        double wanted = DecoderBaseline.FromNetwork(model.Network, model.Cues, model.Directions, cancellation).ProgressThrough(intuitive);
        if (!(wanted > 0))
            throw Require.Refused("the mean progress through the old decoder", wanted, "above 0");
        var task = new CentreOut(model.Cues, model.Directions, perturbed, wanted);
        (NdArray<double> activity, NdArray<double> control, double rate) = Practice(model, task, options, progress, cancellation);
        double scale = options.SpeedMmS / wanted;
        LatentDecoder old = intuitive.Scaled(scale), changed = perturbed.Scaled(scale);
        var made = new SimulatedTables(model, old, changed, options);
        made.Add(0, before.Activity);
        made.Add(1, activity);
        return new SimulatedSession
        {
            Session = made.Session(),
            Model = model,
            Intuitive = old,
            Perturbed = changed,
            Gained = made.Gained(activity, control),
            Rate = rate,
            WantedSpeed = options.SpeedMmS,
            Status = before.Status,
        };
    }

    private static (NdArray<double> Activity, NdArray<double> Control, double Rate) Practice(
        CentreOutModel model, CentreOut task, SessionSimulationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        const double riseOfRate = 0.02;
        int targets = task.Maps, units = task.Units, each = targets * options.Bins * units;
        double time = options.LearningTrials * options.Bins * options.Interval;
        double rate = options.Rise > 0
            ? Rate(model.Network, task, new CentreOutOptions { Duration = time }, cancellation) * options.Rise / riseOfRate
            : 0;
        var plan = new PracticePlan(
            options.Step,
            (int)Math.Round(options.Settle / options.Step),
            options.Bins,
            Math.Max(1, (int)Math.Round(options.Interval / options.Step)),
            rate);
        NdArray<double> activity = NdArray<double>.Create(out Memory<double> x, options.LearningTrials * targets * options.Bins, units);
        NdArray<double> control = NdArray<double>.Create(out Memory<double> c, activity.Shape);
        double[] learned = new double[2 * units];
        using CentreOutRun run = CentreOutRun.Create(model.Network, model.Cues, Starts(model.Network, model.Cues), LaneWidths.Best);
        for (int trial = 0; trial < options.LearningTrials; trial++)
        {
            string status = run.Practise(
                task,
                new ChunkNoise(options.Seed, 2, trial * ChunkLayout.Lanes),
                plan,
                learned,
                x.Span.Slice(trial * each, each),
                c.Span.Slice(trial * each, each),
                cancellation);
            if (status != RunStatus.Completed)
                throw new NumericalException($"the session diverged in trial {trial + 1}: {status}. Hint: lower the rise, or the step");
            progress?.Report(0.2 + (0.8 * (trial + 1) / options.LearningTrials));
        }

        return (activity, control, rate);
    }
}
