namespace FlrInterop;

/// <summary>The steps of fitting a session.</summary>
internal sealed class SessionFit(BciSession session, FitOptions options)
{
    // The first block is the baseline, the second the one learned in.
    private const int Before = 0;
    private const int After = 1;

    public FlrFit Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SessionContents.RequireFit(session);
        string oldDecoder = session.Blocks[Before].Decoder!, newDecoder = session.Blocks[After].Decoder!;
        NdArray<double> oldProgress = session.Progress(oldDecoder), newProgress = session.Progress(newDecoder);
        BaselineActivity baseline = BaselineActivity.Of(session, Before, options.Covariance);
        double wanted = TrialValues.MeanOverBins(session, Before, oldProgress.Span);
        Predictors predictors = Predictors.Of(session, baseline, session.Decoder(newDecoder), wanted);
        progress?.Report(0.2);

        TrialSeries series = TrialSeries.Of(session, After, TrialValues.Of(session, newProgress.Span));
        LearningSpeeds[] speeds = [.. Targets.Select(t => LearningSpeeds.Of(series.ValuesOf(t), options.Window))];
        TargetRow[] table = [.. Targets.Select(t => Row(t, series, speeds[t], predictors))];
        progress?.Report(0.4);

        SessionLearning learning = LearningTest.Of(session, After, series, newDecoder, oldDecoder, options, cancellation);
        progress?.Report(0.7);
        SpeedRelation relation = RelationTest.Of(table, series, options, "flr2", options.Measure, cancellation);
        Heterogeneity heterogeneity = Heterogeneity.Of([.. speeds.Select(s => s.Slope.Slope)], [.. speeds.Select(s => s.Slope.StandardError)]);
        progress?.Report(1);
        return new FlrFit(series)
        {
            Verdict = FitVerdict.Of(learning, relation, heterogeneity) + Inferred(),
            Learning = learning,
            Table = table,
            Relation = relation,
            Heterogeneity = heterogeneity,
            Heterogeneity40 = Heterogeneity.Of([.. speeds.Select(s => s.Short.Slope)], [.. speeds.Select(s => s.Short.StandardError)]),
            Baseline = baseline,
            Directions = Directions(session.Decoder(newDecoder)),
            Blocks = [.. Enumerable.Range(0, session.Blocks.Count).Select(b => BlockSummary.Of(session, b, oldProgress.Span, newProgress.Span))],
            Curves = [.. Targets.Select(t => Curve(t, series))],
            Options = options,
        };
    }

    private IEnumerable<int> Targets => Enumerable.Range(0, session.Index.Targets.Length);

    // Trials and targets that the file does not store are somebody's reading of it.
    private string Inferred() => session.Trials.Inferred is { } inferred && inferred.Span.Contains((byte)1) ? " Trials and targets are inferred." : "";

    private TargetRow Row(int target, TrialSeries series, LearningSpeeds speeds, Predictors predictors) => new()
    {
        TargetDeg = session.Index.Targets[target],
        Trials = series.ValuesOf(target).Length,
        Slope = speeds.Slope.Slope,
        SlopeStandardError = speeds.Slope.StandardError,
        Slope40 = speeds.Short.Slope,
        Change = speeds.Change,
        TrialsToPeak = speeds.TrialsToPeak,
        InitialSlope = speeds.InitialSlope,
        OpenLoop = predictors.OpenLoop[target],
        VarianceAlongTarget = predictors.Variance[target],
        EvokedSquared = predictors.EvokedSquared[target],
        Flr1 = predictors.Flr1[target],
        Flr2 = predictors.Flr2[target],
    };

    private NdArray<double> Directions(Decoder decoder)
    {
        double[] all =
        [
            .. from degrees in session.Index.Targets
               let angle = degrees * (Math.PI / 180)
               from component in decoder.Along(Math.Cos(angle), Math.Sin(angle))
               select component,
        ];
        return NdArray<double>.Copy(all, session.Index.Targets.Length, session.Units);
    }

    private LearningCurve Curve(int target, TrialSeries series)
    {
        double[] values = series.ValuesOf(target), means = TrialSeries.MovingMean(values);
        return new LearningCurve(
            session.Index.Targets[target],
            NdArray<double>.Copy(series.NumbersOf(target), values.Length),
            NdArray<double>.Copy(values, values.Length),
            NdArray<double>.Copy(means, means.Length));
    }
}
