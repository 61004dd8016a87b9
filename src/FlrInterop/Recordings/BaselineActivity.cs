namespace FlrInterop;

/// <summary>What a block tells about activity: the mean of every target and one covariance pooled over targets.</summary>
public sealed class BaselineActivity
{
    /// <summary>The name of the block.</summary>
    public required string Block { get; init; }

    /// <summary>Which differences the covariance holds.</summary>
    public required CovarianceKind Kind { get; init; }

    /// <summary>The directions of the targets, shape (targets,), float64, degrees, ascending.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>z̄ of every target over its usable bins, shape (targets, units), float64.</summary>
    public required NdArray<double> Means { get; init; }

    /// <summary>The mean over all usable bins, shape (units,), float64.</summary>
    public required NdArray<double> GrandMean { get; init; }

    /// <summary>The covariance, shape (units, units), float64.</summary>
    public required NdArray<double> Covariance { get; init; }

    /// <summary>The traces of all four kinds of covariance; NaN where there are too few trials or bins for one.</summary>
    public required IReadOnlyDictionary<CovarianceKind, double> Traces { get; init; }

    /// <summary>N, the number of usable bins.</summary>
    public required int Bins { get; init; }

    /// <summary>The number of usable bins of each target, shape (targets,).</summary>
    public required NdArray<long> BinsOfTarget { get; init; }

    /// <summary>R, the number of trials with usable bins.</summary>
    public required int Trials { get; init; }

    /// <summary>The number of trials left out because they have no usable bins.</summary>
    public required int TrialsLeftOut { get; init; }

    /// <summary>The duration of a bin in s; NaN where not stored.</summary>
    public required double BinSeconds { get; init; }

    /// <summary>The same as an activity evoked by each target: means (targets, units), and the pooled covariance once a target, (targets, units, units).</summary>
    /// <returns>An activity in the evoked state; its count is that of all bins behind the pooled covariance.</returns>
    public Activity ToActivity()
    {
        int targets = Means.Shape[0], units = Means.Shape[1];
        NdArray<double> repeated = NdArray<double>.Create(out Span<double> values, targets, units, units);
        for (int target = 0; target < targets; target++)
            Covariance.Span.CopyTo(values[(target * units * units)..]);
        return new Activity(units, ActivityState.Evoked)
        {
            Mean = Means,
            Covariance = repeated,
            Step = double.IsNaN(BinSeconds) ? null : BinSeconds,
            Count = Bins,
            Trials = Trials,
        };
    }

    internal static BaselineActivity Of(BciSession session, int block, CovarianceKind kind)
    {
        var moments = new BlockMoments(session, block);
        CovarianceKind[] kinds = Enum.GetValues<CovarianceKind>();
        moments.RequireEnough(kind);
        int targets = moments.TargetMeans.Length;
        return new BaselineActivity
        {
            Block = session.Blocks[block].Name,
            Kind = kind,
            TargetDeg = NdArray<double>.Copy(session.Index.Targets, targets),
            Means = NdArray<double>.Copy(moments.TargetMeans.SelectMany(m => m).ToArray(), targets, session.Units),
            GrandMean = NdArray<double>.Copy(moments.GrandMean, session.Units),
            Covariance = moments.Covariance(kind).ToNdArray(),
            Traces = kinds.ToDictionary(k => k, moments.Trace),
            Bins = moments.Bins.Count,
            BinsOfTarget = NdArray<long>.Copy(Array.ConvertAll(moments.BinsOfTarget, n => (long)n), targets),
            Trials = moments.Trials,
            TrialsLeftOut = moments.TrialsLeftOut,
            BinSeconds = session.BinSeconds,
        };
    }
}
