using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <content>Directions of fastest learning.</content>
public static partial class Flr
{
    /// <summary>
    /// The target directions that a Hebbian rule learns fastest, from activity: leading eigenvectors of the symmetric part of χ diag(g) within what the
    /// constraints leave, the leading axes of C where χ is C / D.
    /// </summary>
    /// <param name="source">The activity, with its covariance; of an evoked source the mean response over its maps is taken.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="options">Constraints and estimator; null for none.</param>
    /// <returns>Directions, the fastest first; the status says where the constraints leave fewer than were asked for.</returns>
    /// <exception cref="ShapeException">A constraint has another number of units.</exception>
    /// <exception cref="ParameterException">The constraints leave no direction, or the source lacks what the estimator needs.</exception>
    public static Directions BestDirections(Activity source, int count = 10, DirectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DirectionOptions();
        ActivityResponse response = ActivityResponse.Of(source, options.Estimator ?? Estimators.EqualTime);
        NdArray<double>? reference = options.NoveltyFrom ?? (source.State == ActivityState.Evoked && source.Mean is not null ? MeanOver(source.Mean) : null);
        return Best(DrivenResponse(source, response), count, options, reference, response.Estimator, response.Assumptions, response.Status);
    }

    /// <summary>The target directions that a Hebbian rule learns fastest, from the model in its spontaneous state.</summary>
    /// <param name="source">The network.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="options">Constraints; null for none.</param>
    /// <returns>Directions, the fastest first.</returns>
    /// <exception cref="ShapeException">A constraint has another number of units.</exception>
    /// <exception cref="ParameterException">The constraints leave no direction.</exception>
    public static Directions BestDirections(Network source, int count = 10, DirectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DirectionOptions();
        Matrix<double> driven = DrivenResponse(source, options, out Susceptibility found);
        return Best(driven, count, options, options.NoveltyFrom, found.Estimator, found.Assumptions, found.Status);
    }

    /// <summary>
    /// The pairs of input and target that a Hebbian rule learns fastest by FLR2: the target's factor is largest along the leading axes of χ diag(g), the
    /// input's along its leading right singular vectors. Each pair takes new directions for both.
    /// </summary>
    /// <param name="source">The activity, spontaneous, with its covariance.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="options">Constraints on the targets, and estimator; null for none.</param>
    /// <returns>Pairs, the fastest first.</returns>
    /// <exception cref="ShapeException">A constraint has another number of units.</exception>
    /// <exception cref="ParameterException">The constraints leave no direction, or the source lacks what the estimator needs.</exception>
    public static DirectionPairs BestPairs(Activity source, int count = 10, DirectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DirectionOptions();
        ActivityResponse response = ActivityResponse.Of(source, options.Estimator ?? Estimators.EqualTime);
        Matrix<double> driven = DrivenResponse(source, response);
        Directions targets = Best(
            driven, count, options, options.NoveltyFrom, response.Estimator, response.Assumptions, response.Status);
        return Pairs(driven, targets, source.InputStrength ?? 1);
    }

    /// <summary>The pairs of input and target that a Hebbian rule learns fastest, from the model in its spontaneous state.</summary>
    /// <param name="source">The network.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="options">Constraints on the targets; null for none.</param>
    /// <returns>Pairs, the fastest first.</returns>
    /// <exception cref="ShapeException">A constraint has another number of units.</exception>
    /// <exception cref="ParameterException">The constraints leave no direction.</exception>
    public static DirectionPairs BestPairs(Network source, int count = 10, DirectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new DirectionOptions();
        Matrix<double> driven = DrivenResponse(source, options, out Susceptibility found);
        return Pairs(driven, Best(driven, count, options, options.NoveltyFrom, found.Estimator, found.Assumptions, found.Status), source.InputStrength);
    }

    private static DirectionPairs Pairs(Matrix<double> driven, Directions targets, double strength)
    {
        int units = driven.RowCount, kept = targets.Vectors.Shape[0];
        Evd<double> axes = driven.TransposeThisAndMultiply(driven).Evd(Symmetricity.Symmetric);
        NdArray<double> inputs = NdArray<double>.Create(out Span<double> patterns, kept, units), speed = NdArray<double>.Create(out Span<double> speeds, kept);
        for (int k = 0; k < kept; k++)
        {
            axes.EigenVectors.Column(units - 1 - k).AsArray().CopyTo(patterns.Slice(k * units, units));
            speeds[k] = targets.PredictedSpeed[k] * strength * strength * axes.EigenValues[units - 1 - k].Real;
        }

        return new DirectionPairs
        {
            Inputs = inputs,
            Targets = targets.Vectors,
            PredictedSpeed = speed,
            Estimator = targets.Estimator,
            Assumptions = targets.Assumptions,
            Status = targets.Status,
        };
    }

    private static Directions Best(
        Matrix<double> driven, int count, DirectionOptions options, NdArray<double>? reference, string estimator, IReadOnlyList<Assumption> assumptions, string status)
    {
        Require.AtLeast(count, 1);
        int units = driven.RowCount;
        Matrix<double> form = (driven + driven.Transpose()) / 2, basis = DirectionSpace.Of(units, options);
        List<Vector<double>> found;
        if (options.Novelty is double angle)
        {
            if (reference is null)
                throw new ParameterException("novelty has nothing to be measured from, expected novelty_from= or an evoked source");
            Require.Shape(reference.Shape, "novelty_from", "(units,)", units);
            Vector<double> from = Vector<double>.Build.Dense(reference.ToArray());
            if (!(from.L2Norm() > 0))
                throw new ParameterException("novelty_from is 0, expected a direction");
            found = DirectionSearch.AtAngle(form, basis, from, angle, count);
        }
        else
        {
            found = DirectionSearch.Leading(form, basis, count);
        }

        NdArray<double> vectors = NdArray<double>.Create(out Span<double> values, found.Count, units), speed = NdArray<double>.Create(out Span<double> speeds, found.Count);
        for (int k = 0; k < found.Count; k++)
        {
            found[k].AsArray().CopyTo(values.Slice(k * units, units));
            speeds[k] = found[k].DotProduct(form * found[k]);
        }

        return new Directions
        {
            Vectors = vectors,
            PredictedSpeed = speed,
            Estimator = estimator,
            Assumptions = assumptions,
            Status = status != RunStatus.Completed || found.Count == count
                ? status
                : FormattableString.Invariant($"{found.Count} of {count} directions: the constraints leave no more"),
        };
    }

    /// <summary>χ diag(g) of a network in its spontaneous state.</summary>
    private static Matrix<double> DrivenResponse(Network source, DirectionOptions options, out Susceptibility found)
    {
        found = Response.Estimate(source, options.Estimator ?? Estimators.Linearised);
        double[] slopes = new double[source.Units];
        new RateMap(source, null).Slopes(FixedPoint.Find(source).State.Span, slopes);
        return found.Matrix.ToMatrix() * Matrix<double>.Build.DenseOfDiagonalArray(slopes);
    }

    /// <summary>χ diag(g), the mean over maps of an evoked source.</summary>
    private static Matrix<double> DrivenResponse(Activity source, ActivityResponse response)
    {
        int units = source.Units, maps = ActivityMaps.Count(source);
        double slope = source is { Gain: double gain, Transfer: TransferFunction transfer } ? gain * transfer.Slope(0) : 1;
        Matrix<double> sum = Matrix<double>.Build.Dense(units, units);
        double[] unit = new double[units], column = new double[units];
        for (int map = 0; map < maps; map++)
        {
            for (int j = 0; j < units; j++)
            {
                unit[j] = slope / maps;
                response.Apply(map, unit, column);
                unit[j] = 0;
                sum.SetColumn(j, sum.Column(j) + Vector<double>.Build.Dense([.. column]));
            }
        }

        return sum;
    }

    private static NdArray<double> MeanOver(NdArray<double> means)
    {
        NdArray<double> mean = NdArray<double>.Create(out Span<double> values, means.Shape[1]);
        values.Clear();
        for (int map = 0; map < means.Shape[0]; map++)
            System.Numerics.Tensors.TensorPrimitives.Add(values, means.Row(map), values);
        return mean;
    }
}
