using System.Numerics.Tensors;
using FlrInterop.Numerics;
using MathNet.Numerics.Statistics;

namespace FlrInterop;

/// <summary>
/// How sure a predicted speed is: trials are drawn anew within their target, and means, residual covariance and speed computed again. Of each
/// trial only the sums of activity and, for each decoder, of velocities and their products are needed. v* stays as it is.
/// </summary>
internal sealed class SpeedBootstrap
{
    private const int Moments = 5;
    private readonly DecoderBaseline _baseline;
    private readonly BaselineBins _bins;
    private readonly double _wanted;
    private readonly double _responseScale;
    private readonly int[][] _draws;
    private readonly NdArray<double>[] _grams;
    private readonly int[] _binsOfTrial;

    public SpeedBootstrap(DecoderBaseline baseline, BaselineBins bins, double wanted, int resamples, Seed seed)
    {
        _baseline = baseline;
        _bins = bins;
        _wanted = wanted;
        _responseScale = 1 / (baseline.Noise ?? 1);
        int trials = bins.TargetOfTrial.Length, units = baseline.Units;
        _binsOfTrial = new int[trials];
        double[] sums = new double[trials * units];
        for (int bin = 0; bin < bins.Trial.Length; bin++)
        {
            _binsOfTrial[bins.Trial[bin]]++;
            Span<double> sum = sums.AsSpan(bins.Trial[bin] * units, units);
            TensorPrimitives.Add(sum, bins.Activity.Row(bin), sum);
        }

        _draws = new int[resamples][];
        _grams = new NdArray<double>[resamples];
        int[][] ofTarget = [.. Enumerable.Range(0, baseline.Targets).Select(a => Enumerable.Range(0, trials).Where(t => bins.TargetOfTrial[t] == a).ToArray())];
        for (int resample = 0; resample < resamples; resample++)
        {
            _draws[resample] = Draw(ofTarget, trials, seed, resample);
            _grams[resample] = Gram(_draws[resample], sums);
        }
    }

    /// <summary>The standard error and the 95 % percentile interval of a decoder's speed.</summary>
    public (double StandardError, double Low, double High) Of(LatentDecoder decoder)
    {
        double[] moments = TrialMoments(decoder);
        double[] speeds = new double[_draws.Length];
        for (int resample = 0; resample < speeds.Length; resample++)
            speeds[resample] = Speed(moments, _draws[resample], _grams[resample]);
        double error = ArrayStatistics.StandardDeviation(speeds);
        Array.Sort(speeds);
        return (error, Quantile(0.025), Quantile(0.975));

        double Quantile(double tail) => SortedArrayStatistics.QuantileCustom(speeds, tail, QuantileDefinition.R7);
    }

    /// <summary>How often each trial was drawn.</summary>
    private static int[] Draw(int[][] ofTarget, int trials, Seed seed, int resample)
    {
        var stream = new RandomStream(seed, Purpose.Bootstrap, 0, (uint)resample);
        int[] times = new int[trials];
        foreach (int[] own in ofTarget)
        {
            for (int k = 0; k < own.Length; k++)
                times[own[stream.Below(own.Length)]]++;
        }

        return times;
    }

    private NdArray<double> Gram(int[] times, double[] sums)
    {
        int units = _baseline.Units, targets = _baseline.Targets;
        NdArray<double> means = NdArray<double>.Create(out Span<double> values, targets, units);
        values.Clear();
        int[] counts = new int[targets];
        for (int trial = 0; trial < times.Length; trial++)
        {
            int target = _bins.TargetOfTrial[trial];
            Span<double> mean = values.Slice(target * units, units);
            TensorPrimitives.MultiplyAdd(sums.AsSpan(trial * units, units), times[trial], mean, mean);
            counts[target] += times[trial] * _binsOfTrial[trial];
        }

        for (int a = 0; a < targets; a++)
            TensorPrimitives.Divide(values.Slice(a * units, units), counts[a], values.Slice(a * units, units));
        return DecoderBaseline.GramOf(means, _baseline.Origin);
    }

    /// <summary>Of each trial Σv_x, Σv_y, Σv_x², Σv_x v_y, Σv_y², about the target's mean velocity so that nothing cancels.</summary>
    private double[] TrialMoments(LatentDecoder decoder)
    {
        NdArray<double> velocity = decoder.Velocity(_bins.Activity), centre = decoder.Velocity(_baseline.Means);
        double[] moments = new double[(_binsOfTrial.Length * Moments) + centre.Length];
        centre.Span.CopyTo(moments.AsSpan(_binsOfTrial.Length * Moments));
        for (int bin = 0; bin < _bins.Trial.Length; bin++)
        {
            int target = _bins.Target[bin];
            double x = velocity[bin, 0] - centre[target, 0], y = velocity[bin, 1] - centre[target, 1];
            Span<double> own = moments.AsSpan(_bins.Trial[bin] * Moments, Moments);
            own[0] += x;
            own[1] += y;
            own[2] += x * x;
            own[3] += x * y;
            own[4] += y * y;
        }

        return moments;
    }

    private double Speed(double[] moments, int[] times, NdArray<double> gram)
    {
        int targets = _baseline.Targets, trials = times.Length;
        Span<double> sums = stackalloc double[targets * (Moments + 1)];
        sums.Clear();
        for (int trial = 0; trial < trials; trial++)
        {
            Span<double> own = sums.Slice(_bins.TargetOfTrial[trial] * (Moments + 1), Moments + 1);
            for (int m = 0; m < Moments; m++)
                own[m] += times[trial] * moments[(trial * Moments) + m];
            own[Moments] += times[trial] * _binsOfTrial[trial];
        }

        double[] errors = new double[2 * targets];
        Planar[] each = new Planar[targets];
        double xx = 0, xy = 0, yy = 0, bins = 0;
        for (int a = 0; a < targets; a++)
        {
            ReadOnlySpan<double> own = sums.Slice(a * (Moments + 1), Moments + 1);
            double n = own[Moments], mx = own[0] / n, my = own[1] / n;
            for (int axis = 0; axis < 2; axis++)
            {
                double velocity = moments[(trials * Moments) + (2 * a) + axis] + (axis == 0 ? mx : my);
                errors[(2 * a) + axis] = (_wanted * _baseline.Directions[a, axis]) - velocity;
            }

            double ownXx = own[2] - (n * mx * mx), ownXy = own[3] - (n * mx * my), ownYy = own[4] - (n * my * my);
            each[a] = Covariance(ownXx, ownXy, ownYy, n - 1);
            xx += ownXx;
            xy += ownXy;
            yy += ownYy;
            bins += n;
        }

        if (_baseline.Response.Shape[0] == 1)
            Array.Fill(each, Covariance(xx, xy, yy, bins - targets));
        return Mean(each, errors, gram);
    }

    private Planar Covariance(double xx, double xy, double yy, double degrees)
    {
        double scale = _responseScale / degrees;
        return new Planar(scale * xx, scale * xy, scale * xy, scale * yy);
    }

    private double Mean(Planar[] responses, double[] errors, NdArray<double> gram)
    {
        int targets = responses.Length;
        double sum = 0;
        for (int b = 0; b < targets; b++)
        {
            (double x, double y) = responses[b].Left(_baseline.Directions[b, 0], _baseline.Directions[b, 1]);
            for (int a = 0; a < targets; a++)
                sum += ((x * errors[2 * a]) + (y * errors[(2 * a) + 1])) * gram[a, b];
        }

        return sum / (targets * targets);
    }
}
