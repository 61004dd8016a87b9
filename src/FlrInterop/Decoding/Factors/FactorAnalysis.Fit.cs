using System.Globalization;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Fitting and choosing the number of factors.</content>
public sealed partial class FactorAnalysis
{
    /// <summary>Fits factor analysis to activity.</summary>
    /// <param name="activity">Counts or rates, shape (bins, units), float64, finite; units that never change are left out, and <see cref="Dropped"/> says which.</param>
    /// <param name="dimensions">The number of factors, from 1 to fewer than the units that vary.</param>
    /// <param name="options">Starts, tolerance, cap; null for the defaults.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <returns>The fit, with a status that says where the cap was reached.</returns>
    /// <exception cref="ShapeException">Not two axes, or fewer than two bins.</exception>
    /// <exception cref="ParameterException">A value is not finite, or the number of factors does not fit.</exception>
    public static FactorAnalysis Fit(NdArray<double> activity, int dimensions, FactorAnalysisOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FactorAnalysisOptions();
        CheckActivity(activity);
        UnitScaling scaling = UnitScaling.Of(activity, options.Standardise);
        CheckDimensions(dimensions, scaling);
        int kept = scaling.Kept.Length;
        FactorEm end = FactorFit.Best(FactorFit.Covariance(scaling.Apply(activity), kept), kept, dimensions, options, cancellation);
        return new FactorAnalysis(scaling, activity.Shape[1], end.Loadings, end.Unique, dimensions)
        {
            LogLikelihood = end.LogLikelihood,
            Iterations = end.Iterations,
            Status = FactorFit.Status(end),
        };
    }

    /// <summary>
    /// The log-likelihood of bins that were held out, for each number of factors: units are scaled once over all bins; fold = rank of the trial
    /// modulo the number of folds; mean, L and Ψ come from the other folds.
    /// </summary>
    /// <param name="activity">Counts or rates, shape (bins, units), float64, finite; units that never change, in all bins or in those of some fold's training, are left out.</param>
    /// <param name="trials">The trial of each bin, shape (bins,), int64.</param>
    /// <param name="dimensions">The numbers of factors to try.</param>
    /// <param name="options">Starts, tolerance, cap and folds; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Held-out log-likelihoods, and the best number.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A value is not finite, a number of factors does not fit, or there are fewer trials than folds.</exception>
    public static FactorDimension CrossValidate(
        NdArray<double> activity,
        NdArray<long> trials,
        IReadOnlyList<int> dimensions,
        FactorAnalysisOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new FactorAnalysisOptions();
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(dimensions);
        CheckActivity(activity);
        Require.Shape(trials.Shape, nameof(trials), "(bins,)", activity.Shape[0]);
        Require.AtLeast(dimensions.Count, 1, "the number of dimensions to try");
        int[] folds = FoldsOf(trials.Span, options.Folds);
        Func<int, bool>[] trainings = [.. Enumerable.Range(0, options.Folds).Select(fold => (Func<int, bool>)(bin => folds[bin] != fold))];
        UnitScaling scaling = UnitScaling.Of(activity, options.Standardise, trainings);
        foreach (int factors in dimensions)
            CheckDimensions(factors, scaling);
        return new FactorCrossValidation(scaling, activity, folds, dimensions, options).Run(progress, cancellation);
    }

    private static int[] FoldsOf(ReadOnlySpan<long> trials, int folds)
    {
        long[] ranks = [.. trials.ToArray().Distinct().Order()];
        if (ranks.Length < folds)
            throw Require.Refused("the number of trials", ranks.Length, string.Create(CultureInfo.InvariantCulture, $"as many as folds, {folds}, or more"));
        int[] found = new int[trials.Length];
        for (int bin = 0; bin < found.Length; bin++)
            found[bin] = Array.BinarySearch(ranks, trials[bin]) % folds;
        return found;
    }

    private static void CheckActivity(NdArray<double> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Require.Shape(activity.Shape, nameof(activity), "(bins, units)", -1, -1);
        if (activity.Shape[0] < 2)
            throw new ShapeException($"activity has shape {NdShape.Text(activity.Shape)}, expected two bins or more");
        Require.AllFinite(activity.Span, nameof(activity));
    }

    private static void CheckDimensions(int dimensions, UnitScaling scaling)
    {
        if (dimensions < 1 || dimensions >= scaling.Kept.Length)
        {
            throw Require.Refused(
                nameof(dimensions),
                dimensions,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"from 1 to fewer than the {scaling.Kept.Length} units that vary ({scaling.Dropped.Length} never change and are left out)"));
        }
    }
}
