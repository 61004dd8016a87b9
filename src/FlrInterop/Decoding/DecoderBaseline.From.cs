using System.Numerics.Tensors;

namespace FlrInterop;

/// <content>Baselines from samples, from moments and from networks.</content>
public sealed partial class DecoderBaseline
{
    /// <summary>
    /// A baseline from bins of activity: means of every target over its bins, and the covariance of the bins about them (the residual covariance,
    /// N − targets degrees). Differences between targets are evoked and are no susceptibility: they are left out.
    /// </summary>
    /// <param name="activity">x, shape (bins, units), float64, finite.</param>
    /// <param name="targets">The target of each bin, shape (bins,), 0 … targets − 1, each in two bins or more.</param>
    /// <param name="trials">The trial of each bin, shape (bins,): what is drawn anew for intervals.</param>
    /// <param name="directions">u_a, shape (targets, 2), float64, unit vectors.</param>
    /// <param name="noise">D, above 0; null where unknown: speeds are relative then.</param>
    /// <param name="origin">The zero of activity, shape (units,); null for 0. For raw counts, the mean over all bins.</param>
    /// <param name="perTarget">One covariance for every target instead of one for all.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, a direction has not length 1, or a target has too few bins.</exception>
    public static DecoderBaseline FromSamples(
        NdArray<double> activity,
        NdArray<int> targets,
        NdArray<long> trials,
        NdArray<double> directions,
        double? noise = null,
        NdArray<double>? origin = null,
        bool perTarget = false)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(trials);
        CheckDirections(directions);
        Require.Shape(activity.Shape, nameof(activity), "(bins, units)", -1, -1);
        Require.Shape(targets.Shape, nameof(targets), "(bins,)", activity.Shape[0]);
        Require.Shape(trials.Shape, nameof(trials), "(bins,)", activity.Shape[0]);
        Require.AllFinite(activity.Span, nameof(activity));
        var bins = new BaselineBins(activity, targets, trials, directions.Shape[0]);
        NdArray<double> means = bins.Means();
        return new DecoderBaseline(
            directions, means, Over(bins.Residual(means, perTarget), noise), CheckedOrigin(origin, activity.Shape[1]))
        {
            Estimator = Estimators.EqualTime,
            Noise = noise,
            Count = activity.Shape[0],
            Bins = bins,
        };
    }

    /// <summary>A baseline from moments of activity: C as it is given, so it should be that of the residuals about the targets' means.</summary>
    /// <param name="means">x̄_a, shape (targets, units), float64, finite.</param>
    /// <param name="covariance">C, shape (units, units) or (targets, units, units), float64, finite.</param>
    /// <param name="directions">u_a, shape (targets, 2), float64, unit vectors.</param>
    /// <param name="noise">D, above 0; null where unknown.</param>
    /// <param name="origin">The zero of activity, shape (units,); null for 0.</param>
    /// <returns>The baseline; it holds no bins, so that a ranking from it has no intervals.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, or a direction has not length 1.</exception>
    public static DecoderBaseline FromMoments(
        NdArray<double> means, NdArray<double> covariance, NdArray<double> directions, double? noise = null, NdArray<double>? origin = null)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(covariance);
        CheckDirections(directions);
        Require.Shape(means.Shape, nameof(means), "(targets, units)", directions.Shape[0], -1);
        int units = means.Shape[1];
        bool each = covariance.Rank == 3;
        Require.Shape(covariance.Shape, nameof(covariance), each ? "(targets, units, units)" : "(units, units)", each ? [means.Shape[0], units, units] : [units, units]);
        Require.AllFinite(means.Span, nameof(means));
        Require.AllFinite(covariance.Span, nameof(covariance));
        var response = new NdArray<double>(covariance.Memory, each ? means.Shape[0] : 1, units, units);
        return new DecoderBaseline(directions, means, Over(response, noise), CheckedOrigin(origin, units))
        {
            Estimator = Estimators.EqualTime,
            Noise = noise,
        };
    }

    /// <summary>The baseline of a network, without sampling: x̄_a the fixed point under cue a, and χ_a diag(g_a) there.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cues">η_a, shape (targets, units), float64.</param>
    /// <param name="directions">u_a, shape (targets, 2), float64, unit vectors.</param>
    /// <param name="cancellation">Ends the search for the fixed points.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="NumericalException">No fixed point was found under a cue.</exception>
    public static DecoderBaseline FromNetwork(Network network, NdArray<double> cues, NdArray<double> directions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(cues);
        CheckDirections(directions);
        int targets = directions.Shape[0], units = network.Units;
        Require.Shape(cues.Shape, nameof(cues), "(targets, units)", targets, units);
        NdArray<double> means = NdArray<double>.Create(out Memory<double> x, targets, units);
        NdArray<double> response = NdArray<double>.Create(out Memory<double> m, targets, units, units);
        double[] slopes = new double[units], unit = new double[units];
        for (int a = 0; a < targets; a++)
        {
            FixedPointResult evoked = FixedPoint.Find(network, cues.At(a), cancellation: cancellation);
            if (!evoked.Converged)
                throw new NumericalException($"cue {a} has no fixed point: {evoked.Status}. Hint: lower the gain or the strength of the coupling");
            evoked.State.Span.CopyTo(x.Span[(a * units)..]);
            var map = new RateMap(network, cues.At(a));
            map.Slopes(evoked.State.Span, slopes);
            LinearResponse solve = LinearResponse.Of(network.Coupling, slopes);
            Span<double> matrix = m.Span.Slice(a * units * units, units * units);
            for (int j = 0; j < units; j++)
            {
                unit[j] = slopes[j];
                double[] column = solve.Solve(unit);
                unit[j] = 0;
                for (int i = 0; i < units; i++)
                    matrix[(i * units) + j] = column[i];
            }
        }

        return new DecoderBaseline(directions, means, response, null) { Estimator = Estimators.Linearised };
    }

    /// <summary>Unit vectors at the given angles, counter-clockwise from the first axis.</summary>
    /// <param name="degrees">Angles, shape (targets,), degrees.</param>
    /// <returns>u_a = (cos, sin), shape (targets, 2), float64.</returns>
    public static NdArray<double> DirectionsAt(ReadOnlySpan<double> degrees)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> u, degrees.Length, 2);
        for (int a = 0; a < degrees.Length; a++)
            (u[2 * a], u[(2 * a) + 1]) = (Math.Cos(degrees[a] * Math.PI / 180), Math.Sin(degrees[a] * Math.PI / 180));
        return made;
    }

    private static NdArray<double> Over(NdArray<double> covariance, double? noise)
    {
        if (noise is not double d)
            return covariance;
        Require.Positive(d, nameof(noise));
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, covariance.Shape);
        TensorPrimitives.Divide(covariance.Span, d, values);
        return made;
    }

    private static NdArray<double>? CheckedOrigin(NdArray<double>? origin, int units)
    {
        if (origin is null)
            return null;
        Require.Shape(origin.Shape, nameof(origin), "(units,)", units);
        Require.AllFinite(origin.Span, nameof(origin));
        return origin;
    }

    private static void CheckDirections(NdArray<double> directions)
    {
        const double unit = 1e-9;
        ArgumentNullException.ThrowIfNull(directions);
        Require.Shape(directions.Shape, nameof(directions), "(targets, 2)", -1, 2);
        Require.AtLeast(directions.Shape[0], 1, "the number of targets");
        for (int a = 0; a < directions.Shape[0]; a++)
        {
            double length = TensorPrimitives.Norm(directions.Row(a));
            if (!(Math.Abs(length - 1) < unit))
                throw Require.Refused(FormattableString.Invariant($"the length of direction {a}"), length, "1, a unit vector");
        }
    }
}
