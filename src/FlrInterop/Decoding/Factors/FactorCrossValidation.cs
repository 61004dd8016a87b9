namespace FlrInterop;

/// <summary>Fits every number of factors to every training set, and scores it on the bins held out.</summary>
internal sealed class FactorCrossValidation(
    UnitScaling scaling, NdArray<double> activity, int[] folds, IReadOnlyList<int> dimensions, FactorAnalysisOptions options)
{
    private readonly double[] _scaled = scaling.Apply(activity);
    private readonly int _units = scaling.Kept.Length;

    public FactorDimension Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        NdArray<double> each = NdArray<double>.Create(out Memory<double> likelihoods, dimensions.Count, options.Folds);
        double[] sums = new double[dimensions.Count];
        int[] unfinished = new int[dimensions.Count];
        for (int fold = 0; fold < options.Folds; fold++)
        {
            (double[] training, double[] heldOut) = Split(fold);
            double[] covariance = FactorFit.Covariance(training, _units);
            int bins = heldOut.Length / _units;
            for (int d = 0; d < dimensions.Count; d++)
            {
                FactorEm end = FactorFit.Best(covariance, _units, dimensions[d], options, cancellation);
                double likelihood = FactorModel.LogLikelihood(heldOut, end.Loadings, end.Unique, dimensions[d]);
                likelihoods.Span[(d * options.Folds) + fold] = likelihood;
                sums[d] += likelihood * bins;
                unfinished[d] += end.Finished ? 0 : 1;
                progress?.Report(((fold * dimensions.Count) + d + 1.0) / (options.Folds * dimensions.Count));
            }
        }

        double[] means = Array.ConvertAll(sums, sum => sum / folds.Length);
        int some = unfinished.Sum();
        return new FactorDimension
        {
            Dimensions = NdArray<int>.Copy([.. dimensions], dimensions.Count),
            LogLikelihood = NdArray<double>.Copy(means, means.Length),
            FoldLogLikelihood = each,
            Unfinished = NdArray<int>.Copy(unfinished, unfinished.Length),
            Dropped = NdArray<int>.Copy(scaling.Dropped, scaling.Dropped.Length),
            Best = dimensions[Array.IndexOf(means, means.Max())],
            Status = some == 0
                ? RunStatus.Completed
                : FormattableString.Invariant($"not finished after {options.MaxIterations} iterations: {some} of {options.Folds * dimensions.Count} fits"),
        };
    }

    /// <summary>Both sets about the mean of the training set.</summary>
    private (double[] Training, double[] HeldOut) Split(int fold)
    {
        List<double> training = [], heldOut = [];
        double[] mean = new double[_units];
        for (int bin = 0; bin < folds.Length; bin++)
        {
            ReadOnlySpan<double> row = _scaled.AsSpan(bin * _units, _units);
            (folds[bin] == fold ? heldOut : training).AddRange(row);
            if (folds[bin] != fold)
                System.Numerics.Tensors.TensorPrimitives.Add(mean, row, mean);
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(mean, training.Count / _units, mean);
        return (Centred(training), Centred(heldOut));

        double[] Centred(List<double> rows)
        {
            double[] values = [.. rows];
            for (int at = 0; at < values.Length; at++)
                values[at] -= mean[at % _units];
            return values;
        }
    }
}
