using System.Globalization;
using FlrInterop.Numerics;
using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Puts together what says whether the new decoder was learned.</summary>
internal static class LearningTest
{
    public static SessionLearning Of(
        BciSession session,
        int block,
        TrialSeries progress,
        string newDecoder,
        string oldDecoder,
        FitOptions options,
        CancellationToken cancellation)
    {
        NdArray<double> velocity = session.Velocity(newDecoder);
        double[] error = Array.ConvertAll(session.AngularError(newDecoder).ToArray(), Math.Abs);
        Trend Over(string quantity, ReadOnlySpan<double> perBin) => Trend.Of(quantity, TrialSeries.Of(session, block, TrialValues.Of(session, perBin)), options.Window);

        var learning = new SessionLearning
        {
            Window = Trend.Of("progress", progress, options.Window),
            ShortWindow = Trend.Of("progress", progress, LearningSpeeds.ShortWindow),
            WholeBlock = Trend.Of("progress", progress, null),
            PermutationP = Permuted(progress.First(options.Window), options.Seed, cancellation),
            AngularError = Over("angular error", error),
            OldDecoder = Over("progress through the old decoder", session.Progress(oldDecoder).Span),
            Speed = Over("cursor speed", DecodedVelocity.Speed(velocity)),
            Success = session.Trials.Success is { } success ? Trend.Of("success", Successes(session, block, success), options.Window) : null,
            EarlyToLate = EarlyToLate.Of(progress, session.Index.Targets.Length),
            Disagreements = [],
        };
        return WithDisagreements(learning);
    }

    // Trials keep their values but trade them within a target, which leaves every target's mean in place.
    private static double Permuted(TrialSeries series, Seed seed, CancellationToken cancellation)
    {
        int[] targets = [.. series.Target.Distinct()];
        int[][] rows = [.. targets.Select(t => Enumerable.Range(0, series.Target.Length).Where(i => series.Target[i] == t).ToArray())];
        var x = new double[series.Number.Length];
        foreach (int[] own in rows)
        {
            double mean = own.Average(i => series.Number[i]);
            foreach (int i in own)
                x[i] = series.Number[i] - mean;
        }

        if (x.All(v => v == 0))
            return double.NaN;
        double least = Math.Abs(Correlation.Dot(x, series.Value)) * (1 - 1e-12);
        var shuffle = new Shuffle(seed, Purpose.Permutation);
        double[][] kept = [.. rows.Select(own => own.Select(i => series.Value[i]).ToArray())];
        double[][] drawn = [.. kept.Select(k => (double[])k.Clone())];
        int extreme = 0;
        for (int draw = 0; draw < PermutationTest.DefaultDraws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            shuffle.Restart(draw);
            double sum = 0;
            for (int t = 0; t < rows.Length; t++)
            {
                kept[t].CopyTo(drawn[t], 0);
                shuffle.Order(drawn[t].AsSpan());
                for (int i = 0; i < rows[t].Length; i++)
                    sum += x[rows[t][i]] * drawn[t][i];
            }

            extreme += Math.Abs(sum) >= least ? 1 : 0;
        }

        return (extreme + 1.0) / (PermutationTest.DefaultDraws + 1.0);
    }

    private static TrialSeries Successes(BciSession session, int block, NdArray<byte> success)
        => TrialSeries.Of(session, block, Array.ConvertAll(success.ToArray(), s => (double)s));

    private static SessionLearning WithDisagreements(SessionLearning all)
    {
        string verdict = all.Verdict;
        string opposite = verdict == Trend.Rises ? Trend.Falls : verdict == Trend.Falls ? Trend.Rises : verdict;
        List<string> found = [];
        Compare(found, all.ShortWindow, verdict, "progress over the first 40 trials of each target");
        Compare(found, all.WholeBlock, verdict, "progress over the whole block");
        Compare(found, all.AngularError, opposite, "angular error");
        if (all.Success is { } success)
            Compare(found, success, verdict, "success");
        else
            found.Add("success: not recorded, so it was not tested");

        EarlyToLate change = all.EarlyToLate;
        string turn = double.IsNaN(change.Change) ? Trend.NotTested : change.Interval.Low > 0 ? Trend.Rises : change.Interval.High < 0 ? Trend.Falls : Trend.None;
        if (turn != verdict)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"progress early to late: {turn} ({change.Early:0.00} to {change.Late:0.00} mm/s)"));
        if (verdict == Trend.Rises && all.OldDecoder.Verdict != Trend.Falls && all.Speed.Verdict == Trend.Rises)
            found.Add($"progress through the old decoder: {all.OldDecoder.Verdict} while the cursor speed rises, so that the gain may be plain speed");
        if ((all.PermutationP < 0.05) != (all.P < 0.05))
            found.Add(string.Create(CultureInfo.InvariantCulture, $"permutation of trials within targets: p = {all.PermutationP:0.000}"));
        return all with { Disagreements = found };
    }

    private static void Compare(List<string> found, Trend trend, string expected, string what)
    {
        if (trend.Verdict == Trend.NotTested)
            found.Add($"{what}: does not vary, so it was not tested");
        else if (trend.Verdict != expected)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {trend.Verdict} (p = {trend.P:0.000})"));
    }
}
