using FlrInterop.Learning;
using FlrInterop.Numerics;
using MathNet.Numerics.Statistics;

namespace FlrInterop;

/// <summary>A brain–computer interface in silico: activity before learning, and learning through a decoder.</summary>
public static class CentreOutSimulator
{
    /// <summary>Activity under every cue, before learning; each trial starts at the cue's fixed point and settles under noise first.</summary>
    /// <param name="model">The network and its cues.</param>
    /// <param name="trials">Trials of each target, 1 or more.</param>
    /// <param name="bins">Bins of each trial, 1 or more.</param>
    /// <param name="interval">The time from one bin to the next, in τ; a bin is the state at its end. The slowest mode relaxes in 10 τ: bins much closer than that say little more than one.</param>
    /// <param name="seed">The key of the noise.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The bins.</returns>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public static CentreOutRecording Record(
        CentreOutModel model, int trials = 40, int bins = 10, double interval = 10, Seed seed = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.AtLeast(trials, 1);
        Require.AtLeast(bins, 1);
        const double step = 0.05, settle = 30;
        int stepsPerBin = Math.Max(1, (int)Math.Round(Require.Positive(interval) / step));
        int targets = model.Cues.Shape[0], units = model.Network.Units, each = targets * bins;
        NdArray<double> activity = NdArray<double>.Create(out Memory<double> x, trials * each, units);
        string status = RunStatus.Completed;
        using CentreOutRun run = CentreOutRun.Create(model.Network, model.Cues, Starts(model.Network, model.Cues), LaneWidths.Best);
        int done = 0;
        while (done < trials && status == RunStatus.Completed)
        {
            var noise = new ChunkNoise(seed, 0, done * ChunkLayout.Lanes);
            status = run.Record(noise, step, (int)(settle / step), bins, stepsPerBin, x.Span.Slice(done * each * units, each * units), cancellation);
            done += status == RunStatus.Completed ? 1 : 0;
        }

        if (done < trials)
            activity = NdArray<double>.Copy(x.Span[..(done * each * units)], done * each, units);
        int[] target = [.. Enumerable.Range(0, done * each).Select(row => row / bins % targets)];
        return new CentreOutRecording
        {
            Activity = activity,
            Target = NdArray<int>.Copy(target, target.Length),
            Trial = NdArray<long>.Copy([.. Enumerable.Range(0, target.Length).Select(row => (long)(row / bins))], target.Length),
            Direction = NdArray<double>.Copy([.. target.SelectMany(a => model.Directions.Row(a).ToArray())], target.Length, 2),
            Status = status,
        };
    }

    /// <summary>
    /// The speed at which progress rises when the decoder of a task is learned, by paired simulation: the same noise with and without learning;
    /// the least-squares slope of the displacement of progress over the last two thirds of the run, divided by ε.
    /// </summary>
    /// <param name="network">The network; at most 8 targets at a time.</param>
    /// <param name="task">Cues, directions, decoder and wanted speed.</param>
    /// <param name="options">Times, rate, repeats; null for the defaults.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>Speeds per unit ε and τ.</returns>
    /// <exception cref="ShapeException">Network and task differ in units.</exception>
    /// <exception cref="ParameterException">There are more than 8 targets, or the trained target is none of them.</exception>
    /// <exception cref="NumericalException">A cue has no fixed point.</exception>
    public static CentreOutMeasurement Measure(Network network, CentreOut task, CentreOutOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        options ??= new CentreOutOptions();
        Require.Shape([task.Units], "the task's units", "the network's (units,)", network.Units);
        if (options.TrainedTarget is int only && (only < 0 || only >= task.Maps))
            throw Require.Refused("the trained target", only, FormattableString.Invariant($"from 0 to {task.Maps - 1}"));
        double rate = options.Rate ?? Rate(network, task, options, cancellation);
        var plan = new CentreOutPlan(
            options.Step,
            (int)Math.Round(options.Settle / options.Step),
            Math.Max(12, (int)Math.Round(options.Duration / options.Step)),
            rate,
            options.TrainedTarget);
        double[] sums = new double[task.Maps], means = new double[options.Repeats], slopes = new double[task.Maps];
        string status = RunStatus.Completed;
        using CentreOutRun run = CentreOutRun.Create(network, task.Cues, Starts(network, task.Cues), LaneWidths.Best);
        for (int repeat = 0; repeat < options.Repeats; repeat++)
        {
            string end = run.Learn(task, new ChunkNoise(options.Seed, 1, repeat * ChunkLayout.Lanes), plan, slopes, cancellation);
            status = end == RunStatus.Completed ? status : end;
            for (int a = 0; a < sums.Length; a++)
                sums[a] += slopes[a] / rate / options.Repeats;
            means[repeat] = slopes.Average() / rate;
        }

        return new CentreOutMeasurement
        {
            PerTarget = NdArray<double>.Copy(sums, sums.Length),
            Speed = sums.Average(),
            StandardError = options.Repeats > 1 ? ArrayStatistics.StandardDeviation(means) / Math.Sqrt(options.Repeats) : double.NaN,
            Rate = rate,
            Status = status,
        };
    }

    /// <summary>The rate at which progress should rise by 2 % of v*.</summary>
    private static double Rate(Network network, CentreOut task, CentreOutOptions options, CancellationToken cancellation)
    {
        const double rise = 0.02, cancelled = 0.1;
        DecoderBaseline baseline = DecoderBaseline.FromNetwork(network, task.Cues, task.Directions, cancellation);
        DecoderPrediction told = Flr.PredictDecoder(baseline, task.Decoder, task.WantedSpeed);
        // One target moves some of the others up and some down: there the largest entry sets the rate, so that none leaves the linear range.
        double speed = options.TrainedTarget is int a
            ? told.Interference.Row(a).ToArray().Max(Math.Abs)
            : Math.Max(Math.Abs(told.Speed), cancelled * told.Interleaved.ToArray().Max(Math.Abs));
        return speed > 0 ? rise * task.WantedSpeed / (speed * options.Duration) : rise / options.Duration;
    }

    private static NdArray<double> Starts(Network network, NdArray<double> cues)
        => NdArray<double>.Copy([.. Enumerable.Range(0, cues.Shape[0]).SelectMany(a => FixedPoint.Find(network, cues.At(a)).State.ToArray())], cues.Shape[0], network.Units);
}
