using FlrInterop.Numerics;

namespace FlrInterop.Statistics;

/// <summary>The two-sided p of the mean of Spearman's ρ over sessions: speeds are permuted within each session, (count + 1) / (draws + 1).</summary>
internal static class StratifiedPermutation
{
    private const double Slack = 1e-12;

    public static double MeanSpearman(IReadOnlyList<(double[] X, double[] Y)> sessions, Seed seed, int draws = PermutationTest.DefaultDraws, CancellationToken cancellation = default)
    {
        if (sessions.Count == 0)
            return double.NaN;
        (double[] X, double[] Y)[] ranks = [.. sessions.Select(s => (Unit(s.X), Unit(s.Y)))];
        double observed = Math.Abs(ranks.Sum(s => Correlation.Dot(s.X, s.Y))) - Slack;
        if (double.IsNaN(observed))
            return double.NaN;
        double[][] drawn = [.. ranks.Select(s => (double[])s.Y.Clone())];
        var shuffle = new Shuffle(seed, Purpose.Permutation);
        int extreme = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            shuffle.Restart(draw);
            double sum = 0;
            for (int s = 0; s < ranks.Length; s++)
            {
                ranks[s].Y.CopyTo(drawn[s], 0);
                shuffle.Order(drawn[s].AsSpan());
                sum += Correlation.Dot(ranks[s].X, drawn[s]);
            }

            extreme += Math.Abs(sum) < observed ? 0 : 1;
        }

        return (extreme + 1.0) / (draws + 1.0);
    }

    /// <summary>Average ranks, centred, of length 1: their products sum to ρ.</summary>
    private static double[] Unit(double[] values)
    {
        double[] centred = Correlation.Centred(Ranks.Average(values));
        double length = Math.Sqrt(Correlation.Dot(centred, centred));
        return Array.ConvertAll(centred, c => c / length);
    }
}
