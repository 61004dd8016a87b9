namespace FlrInterop;

/// <summary>A session fitted: was anything learned, how fast was each target, and did the baseline's fluctuations predict it?</summary>
public sealed class FlrFit
{
    internal FlrFit(TrialSeries progress) => Progress = progress;

    /// <summary>One sentence: what can and what cannot be concluded.</summary>
    public required string Verdict { get; init; }

    /// <summary>Whether progress through the new decoder changed.</summary>
    public required SessionLearning Learning { get; init; }

    /// <summary>One row a target, ascending by direction.</summary>
    public required IReadOnlyList<TargetRow> Table { get; init; }

    /// <summary>The relation of FLR2 with the chosen measure of speed.</summary>
    public required SpeedRelation Relation { get; init; }

    /// <summary>Do the targets' slopes over the window differ by more than their noise? Where not, there is nothing to predict.</summary>
    public required Heterogeneity Heterogeneity { get; init; }

    /// <summary>The same for the slopes over the first 40 trials.</summary>
    public required Heterogeneity Heterogeneity40 { get; init; }

    /// <summary>The means and the covariance of the baseline, and the traces of all kinds of covariance.</summary>
    public required BaselineActivity Baseline { get; init; }

    /// <summary>ξ = M2ᵀu of every target through the decoder to be learned, shape (targets, units), float64.</summary>
    public required NdArray<double> Directions { get; init; }

    /// <summary>What was counted and what was left out, a row a block.</summary>
    public required IReadOnlyList<BlockSummary> Blocks { get; init; }

    /// <summary>Learning curves, one a target.</summary>
    public required IReadOnlyList<LearningCurve> Curves { get; init; }

    /// <summary>How the session was fitted.</summary>
    public required FitOptions Options { get; init; }

    private TrialSeries Progress { get; }

    /// <summary>The relation of any two columns of the table.</summary>
    /// <param name="predictor">One of <see cref="TargetRow.ColumnNames"/>.</param>
    /// <param name="speed">One of <see cref="TargetRow.ColumnNames"/>.</param>
    /// <returns>The relation.</returns>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    public SpeedRelation Relate(string predictor, string speed)
    {
        SessionChecks.Known(predictor, TargetRow.ColumnNames, "predictor");
        SessionChecks.Known(speed, TargetRow.ColumnNames, "speed");
        return RelationTest.Of(Table, Progress, Options, predictor, speed);
    }
}
