using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// Means and sums of squares of a block's usable bins. The sums obey total = between targets + residual and
/// residual = within-trial + the trials' level weighted by their bins.
/// </summary>
internal sealed class BlockMoments
{
    /// <summary>A covariance of more units takes gigabytes, and several are held at once.</summary>
    public const int MostUnits = 5_000;

    private readonly double[][] _trialSums;
    private readonly int[] _trialCounts;
    private readonly int[] _trialTargets;

    public BlockMoments(BciSession session, int block)
    {
        int units = session.Units;
        SessionIndex index = session.Index;
        int targets = index.Targets.Length;
        var sums = new List<double[]>();
        var counts = new List<int>();
        var target = new List<int>();
        Bins = [];
        TrialOfBin = [];
        for (int row = 0; row < index.TrialBins.Length; row++)
        {
            if (index.TrialBlock[row] != block)
                continue;
            (int start, int end) = index.TrialBins[row];
            var sum = new double[units];
            int count = 0;
            for (int bin = start; bin < end; bin++)
            {
                if (session.Bins.Usable.Span[bin] == 0)
                    continue;
                Add(sum, session.Bins.Activity.Row(bin));
                Bins.Add(bin);
                TrialOfBin.Add(sums.Count);
                count++;
            }

            if (count == 0)
            {
                TrialsLeftOut++;
                continue;
            }

            sums.Add(sum);
            counts.Add(count);
            target.Add(index.TrialTarget[row]);
        }

        (_trialSums, _trialCounts, _trialTargets) = ([.. sums], [.. counts], [.. target]);
        TargetMeans = Rows(targets, units);
        TargetMeansOfTrials = Rows(targets, units);
        GrandMean = new double[units];
        BinsOfTarget = new int[targets];
        var trialsOfTarget = new int[targets];
        for (int trial = 0; trial < Trials; trial++)
        {
            Add(TargetMeans[_trialTargets[trial]], _trialSums[trial]);
            Add(TargetMeansOfTrials[_trialTargets[trial]], TrialMean(trial));
            Add(GrandMean, _trialSums[trial]);
            BinsOfTarget[_trialTargets[trial]] += _trialCounts[trial];
            trialsOfTarget[_trialTargets[trial]]++;
        }

        for (int t = 0; t < targets; t++)
        {
            Divide(TargetMeans[t], BinsOfTarget[t]);
            Divide(TargetMeansOfTrials[t], trialsOfTarget[t]);
        }

        Divide(GrandMean, Bins.Count);
        Session = session;
    }

    /// <summary>The usable bins of the block, and for each the place of its trial.</summary>
    public List<int> Bins { get; }

    public List<int> TrialOfBin { get; }

    /// <summary>R: the trials with usable bins.</summary>
    public int Trials => _trialSums.Length;

    public int TrialsLeftOut { get; }

    public double[] GrandMean { get; }

    /// <summary>z̄ of each target, over bins.</summary>
    public double[][] TargetMeans { get; }

    /// <summary>The mean of each target's trial means.</summary>
    public double[][] TargetMeansOfTrials { get; }

    public int[] BinsOfTarget { get; }

    private BciSession Session { get; }

    /// <summary>Every target has usable bins in the block, and there are degrees of freedom for this covariance.</summary>
    public void RequireEnough(CovarianceKind kind)
    {
        if (GrandMean.Length > MostUnits)
            throw new DataFormatException(Say($"the session has {GrandMean.Length} units, expected {MostUnits} or fewer for a covariance, which holds units² numbers. Hint: reduce counts to latents by factor analysis first"));
        int none = Array.IndexOf(BinsOfTarget, 0);
        if (none >= 0)
            throw new DataFormatException(Say($"{(double.IsNaN(Session.Index.Targets[none]) ? "the block" : Say($"target {Session.Index.Targets[none]}° in the block"))} has no usable bins, expected some. Hint: usable is 0 for the frozen bins only"));
        if (Freedom(kind) < 1)
            throw new DataFormatException($"the block has {Bins.Count} usable bins in {Trials} trials to {TargetMeans.Length} targets, too few for a {kind} covariance");
    }

    /// <summary>The sum of squares over its degrees of freedom; NaN where there are none.</summary>
    public Matrix<double> Covariance(CovarianceKind kind) => Squares(kind) / (Freedom(kind) > 0 ? Freedom(kind) : double.NaN);

    /// <summary>The trace of a covariance, without the covariance; NaN where there are no degrees of freedom.</summary>
    public double Trace(CovarianceKind kind)
    {
        double sum = 0;
        foreach (double deviation in Deviations(kind))
            sum += deviation * deviation;
        return Freedom(kind) > 0 ? sum / Freedom(kind) : double.NaN;
    }

    /// <summary>The sum of squares and products before it is divided.</summary>
    public Matrix<double> Squares(CovarianceKind kind)
    {
        double[] deviations = Deviations(kind);
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowMajor(deviations.Length / GrandMean.Length, GrandMean.Length, deviations);
        Matrix<double> squares = matrix.TransposeThisAndMultiply(matrix);
        return (squares + squares.Transpose()) / 2;
    }

    // One row a bin, or a trial for the covariance of trial means.
    private double[] Deviations(CovarianceKind kind)
    {
        int rows = kind == CovarianceKind.TrialMean ? Trials : Bins.Count;
        var deviations = new double[rows * GrandMean.Length];
        for (int row = 0; row < rows; row++)
        {
            int trial = kind == CovarianceKind.TrialMean ? row : TrialOfBin[row];
            ReadOnlySpan<double> value = kind == CovarianceKind.TrialMean ? TrialMean(row) : Session.Bins.Activity.Row(Bins[row]);
            double[] centre = kind switch
            {
                CovarianceKind.Total => GrandMean,
                CovarianceKind.Residual => TargetMeans[_trialTargets[trial]],
                CovarianceKind.WithinTrial => TrialMean(trial),
                _ => TargetMeansOfTrials[_trialTargets[trial]],
            };
            for (int j = 0; j < centre.Length; j++)
                deviations[(row * centre.Length) + j] = value[j] - centre[j];
        }

        return deviations;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private int Freedom(CovarianceKind kind) => kind switch
    {
        CovarianceKind.Total => Bins.Count - 1,
        CovarianceKind.Residual => Bins.Count - TargetMeans.Length,
        CovarianceKind.WithinTrial => Bins.Count - Trials,
        _ => Trials - TargetMeans.Length,
    };

    private static double[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];

    private static void Add(double[] sum, ReadOnlySpan<double> values)
    {
        for (int j = 0; j < sum.Length; j++)
            sum[j] += values[j];
    }

    private static void Divide(double[] values, double by)
    {
        for (int j = 0; j < values.Length; j++)
            values[j] /= by;
    }

    private double[] TrialMean(int trial) => Array.ConvertAll(_trialSums[trial], s => s / _trialCounts[trial]);
}
