namespace FlrInterop;

/// <content>Activity from arrays of the user's own.</content>
public sealed partial class Activity
{
    /// <summary>Activity from samples; mean and covariance are computed, the samples are not kept.</summary>
    /// <param name="samples">The samples, shape (times, units) or (trials, times, units), evoked (maps, trials, times, units), finite.</param>
    /// <param name="step">The time from one sample to the next; null where unknown.</param>
    /// <param name="state">What was going on.</param>
    /// <param name="noise">The noise intensity D, above 0; null where unknown.</param>
    /// <param name="lags">The number of lagged covariances beyond lag 0, 0 for none; they need a step.</param>
    /// <param name="lagEvery">Samples from one lag to the next, 1 or more.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="ShapeException">Another number of axes, or fewer than two samples.</exception>
    /// <exception cref="ParameterException">A sample is not finite, step or noise is not above 0, or the lags do not fit.</exception>
    public static Activity FromSamples(
        NdArray<double> samples,
        double? step = null,
        ActivityState state = ActivityState.Spontaneous,
        double? noise = null,
        int lags = 0,
        int lagEvery = 1)
    {
        ArgumentNullException.ThrowIfNull(samples);
        bool evoked = state == ActivityState.Evoked;
        bool fits = evoked ? samples.Rank == 4 : samples.Rank is 2 or 3;
        if (!fits)
        {
            throw new ShapeException(
                $"samples has shape {NdShape.Text(samples.Shape)}, expected {(evoked ? "(maps, trials, times, units)" : "(trials, times, units) or (times, units)")}");
        }

        Require.AllFinite(samples.Span, nameof(samples));
        int units = samples.Shape[^1], maps = evoked ? samples.Shape[0] : 1;
        int count = samples.Length / Math.Max(1, units * maps);
        if (units < 1 || maps < 1 || count < 2)
            throw new ShapeException($"samples has shape {NdShape.Text(samples.Shape)}, expected one unit or more and two samples or more");
        NdArray<double> mean = NdArray<double>.Create(out Span<double> means, evoked ? [maps, units] : [units]);
        NdArray<double> covariance = NdArray<double>.Create(out Span<double> covariances, evoked ? [maps, units, units] : [units, units]);
        for (int map = 0; map < maps; map++)
        {
            SampleMoments.Compute(
                samples.Span.Slice(map * count * units, count * units),
                means.Slice(map * units, units),
                covariances.Slice(map * units * units, units * units));
        }

        NdArray<double>? lagged = lags == 0 ? null : LagsOf(samples, mean, maps, lags, lagEvery, step);
        return Checked(mean, covariance, state, noise, count, samples.Rank >= 3 ? samples.Shape[^3] : 1, step, lagged, step * lagEvery);
    }

    /// <summary>Activity from its mean and covariance, which are not copied.</summary>
    /// <param name="mean">x̄, shape (units,), evoked (maps, units), finite.</param>
    /// <param name="covariance">C, shape (units, units), evoked (maps, units, units), finite and symmetric.</param>
    /// <param name="state">What was going on.</param>
    /// <param name="noise">The noise intensity D, above 0; null where unknown.</param>
    /// <param name="lagged">C(k · lag step), shape (lags + 1, units, units), evoked with (maps) in front; null where unknown. Not copied.</param>
    /// <param name="lagStep">The time from one lag to the next, above 0; needed with lags.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, the covariance is not symmetric, or noise or lag step is not above 0.</exception>
    public static Activity FromMoments(
        NdArray<double> mean,
        NdArray<double> covariance,
        ActivityState state = ActivityState.Spontaneous,
        double? noise = null,
        NdArray<double>? lagged = null,
        double? lagStep = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        bool evoked = state == ActivityState.Evoked;
        Require.Shape(mean.Shape, nameof(mean), evoked ? "(maps, units)" : "(units,)", evoked ? [-1, -1] : [-1]);
        int units = mean.Shape[^1];
        Require.Shape(
            covariance.Shape,
            nameof(covariance),
            evoked ? "(maps, units, units)" : "(units, units)",
            evoked ? [mean.Shape[0], units, units] : [units, units]);
        Require.AllFinite(mean.Span, nameof(mean));
        Require.AllFinite(covariance.Span, nameof(covariance));
        for (int map = 0; map < (evoked ? mean.Shape[0] : 1); map++)
            RequireSymmetric(covariance.Span.Slice(map * units * units, units * units), units);
        if (lagged is not null)
        {
            Require.Shape(
                lagged.Shape,
                nameof(lagged),
                evoked ? "(maps, lags + 1, units, units)" : "(lags + 1, units, units)",
                evoked ? [mean.Shape[0], -1, units, units] : [-1, units, units]);
            Require.AllFinite(lagged.Span, nameof(lagged));
            Require.Positive(lagStep ?? 0, "lag_step");
        }

        return Checked(mean, covariance, state, noise, count: 0, trials: 1, step: null, lagged, lagStep);
    }

    private static Activity Checked(
        NdArray<double> mean,
        NdArray<double> covariance,
        ActivityState state,
        double? noise,
        long count,
        int trials,
        double? step,
        NdArray<double>? lagged,
        double? lagStep)
        => new(mean.Shape[^1], state)
        {
            Mean = mean,
            Covariance = covariance,
            Noise = noise is double d ? Require.Positive(d, nameof(noise)) : null,
            Step = step is double dt ? Require.Positive(dt, nameof(step)) : null,
            Count = count,
            Trials = trials,
            Lagged = lagged,
            LagStep = lagged is null ? null : lagStep,
        };

    private static NdArray<double> LagsOf(NdArray<double> samples, NdArray<double> mean, int maps, int lags, int lagEvery, double? step)
    {
        int units = samples.Shape[^1], times = samples.Shape[^2], part = samples.Length / maps, block = (lags + 1) * units * units;
        Require.AtLeast(lags, 0);
        Require.AtLeast(lagEvery, 1, "lag_every");
        if (step is null)
            throw new ParameterException("step is unknown, expected the time from one sample to the next where lags are asked for");
        if ((long)lags * lagEvery > times - 2)
            throw Require.Refused("lags · lag_every", (long)lags * lagEvery, $"at most times − 2 = {times - 2}");
        NdArray<double> lagged = NdArray<double>.Create(
            out Span<double> values, mean.Rank == 2 ? [maps, lags + 1, units, units] : [lags + 1, units, units]);
        for (int map = 0; map < maps; map++)
            LaggedMoments.Compute(samples.Span.Slice(map * part, part), mean.Span.Slice(map * units, units), times, lagEvery, values.Slice(map * block, block));
        return lagged;
    }

    private static void RequireSymmetric(ReadOnlySpan<double> matrix, int units)
    {
        const double relative = 1e-8;
        double scale = Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(matrix));
        for (int i = 0; i < units; i++)
        {
            if (matrix[(i * units) + i] < 0)
                throw Require.Refused($"covariance[{i}, {i}]", matrix[(i * units) + i], "a variance, 0 or more");
            for (int j = 0; j < i; j++)
            {
                double difference = Math.Abs(matrix[(i * units) + j] - matrix[(j * units) + i]);
                if (difference > relative * scale)
                    throw Require.Refused($"covariance[{i}, {j}] − covariance[{j}, {i}]", difference, "a symmetric matrix (to 1e-8 of its largest entry)");
            }
        }
    }
}
