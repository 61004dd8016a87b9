using FlrInterop.Tables;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FactorAnalysisOperation : Operation
{
    private const int MostTried = 15;

    public override string Name => "factor_analysis";

    public override string Documentation => "What units share and what each has alone, fitted by expectation–maximisation; the number of factors by cross-validation where it is not given.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("activity", "array", "Counts or rates, shape (bins, units), float64."),
        new("dimensions", "int?", "The number of factors; null for the one that predicts held-out bins best.", "null"),
        new("candidates", "array?", "The numbers of factors to try, int64; null for 1 to 15 as far as units allow.", "null"),
        new("trials", "array?", "The trial of each bin, shape (bins,), int64: a trial is held out as a whole; null where every bin is one.", "null"),
        new("standardise", "bool", "Whether every unit is divided by its standard deviation.", "true"),
        new("starts", "int", "Starts; the likeliest end is kept.", "3"),
        new("tolerance", "float", "A fit is finished when an iteration raises the log-likelihood of a bin by less.", "1e-8"),
        new("max_iterations", "int", "Iterations of one start at most.", "2000"),
        new("folds", "int", "Folds of cross-validation; a trial's fold is its rank modulo this.", "4"),
        new("rng", "seed", "The key of the random starts.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        NdArray<double> activity = spec.Array<double>("activity");
        var options = new FactorAnalysisOptions
        {
            Standardise = spec.FlagOrNull("standardise") ?? true,
            Starts = spec.Whole("starts"),
            Tolerance = spec.Number("tolerance"),
            MaxIterations = spec.Whole("max_iterations"),
            Folds = spec.Whole("folds"),
            Seed = spec.Seed("rng"),
        };
        int dimensions = spec.WholeOrNull("dimensions") ?? Best(spec, activity, options, reply, job);
        job.Say("fitting");
        reply.Noun("model", FactorAnalysis.Fit(activity, dimensions, options, job.Cancellation));
    }

    private static int Best(WireReader spec, NdArray<double> activity, FactorAnalysisOptions options, Reply reply, JobContext job)
    {
        Require.Shape(activity.Shape, "activity", "(bins, units)", -1, -1);
        int bins = activity.Shape[0];
        NdArray<long> trials = spec.ArrayOrNull<long>("trials") ?? NdArray<long>.Copy([.. Enumerable.Range(0, bins).Select(bin => (long)bin)], bins);
        int[] tried = spec.ArrayOrNull<long>("candidates") is { } given
            ? Array.ConvertAll(given.ToArray(), number => checked((int)number))
            : [.. Enumerable.Range(1, Math.Max(1, Math.Min(MostTried, activity.Shape[1] - 1)))];
        job.Say("cross-validating");
        FactorDimension found = FactorAnalysis.CrossValidate(activity, trials, tried, options, job.Progress, job.Cancellation);
        reply.Fields.Text("cross_validation_status", found.Status);
        reply.Array("fold_log_likelihood", found.FoldLogLikelihood);
        reply.Table("cross_validation", new TableBuilder()
            .Column("dimensions", [.. tried.Select(number => (long)number)])
            .Column("log_likelihood", found.LogLikelihood.Span)
            .Column("unfinished", [.. found.Unfinished.ToArray().Select(number => (long)number)])
            .Build());
        return found.Best;
    }
}
