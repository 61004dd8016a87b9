namespace FlrInterop;

/// <content>Activity from arrays of the user's own.</content>
public sealed partial class Activity
{
    /// <summary>Activity from samples; mean and covariance are computed, the samples are not kept.</summary>
    /// <param name="samples">The samples, shape (times, units) or (trials, times, units), evoked (maps, trials, times, units), finite.</param>
    /// <param name="step">The time from one sample to the next; null where unknown.</param>
    /// <param name="state">What was going on.</param>
    /// <param name="noise">The noise intensity D, above 0; null where unknown.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="ShapeException">Another number of axes, or fewer than two samples.</exception>
    /// <exception cref="ParameterException">A sample is not finite, or step or noise is not above 0.</exception>
    public static Activity FromSamples(
        NdArray<double> samples, double? step = null, ActivityState state = ActivityState.Spontaneous, double? noise = null)
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

        return Checked(mean, covariance, state, noise, count, samples.Rank >= 3 ? samples.Shape[^3] : 1, step);
    }

    /// <summary>Activity from its mean and covariance, which are not copied.</summary>
    /// <param name="mean">x̄, shape (units,), evoked (maps, units), finite.</param>
    /// <param name="covariance">C, shape (units, units), evoked (maps, units, units), finite and symmetric.</param>
    /// <param name="state">What was going on.</param>
    /// <param name="noise">The noise intensity D, above 0; null where unknown.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, the covariance is not symmetric, or the noise is not above 0.</exception>
    public static Activity FromMoments(
        NdArray<double> mean, NdArray<double> covariance, ActivityState state = ActivityState.Spontaneous, double? noise = null)
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
        return Checked(mean, covariance, state, noise, count: 0, trials: 1, step: null);
    }

    private static Activity Checked(
        NdArray<double> mean, NdArray<double> covariance, ActivityState state, double? noise, long count, int trials, double? step)
        => new(mean.Shape[^1], state)
        {
            Mean = mean,
            Covariance = covariance,
            Noise = noise is double d ? Require.Positive(d, nameof(noise)) : null,
            Step = step is double dt ? Require.Positive(dt, nameof(step)) : null,
            Count = count,
            Trials = trials,
        };

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
