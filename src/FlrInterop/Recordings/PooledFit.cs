using System.Globalization;
using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Several sessions together: the relation where performance rises, and, apart from it, over all of them.</summary>
public sealed class PooledFit
{
    /// <summary>One sentence: what can and what cannot be concluded.</summary>
    public required string Verdict { get; init; }

    /// <summary>Over the sessions in which progress rises.</summary>
    public required PooledRelation Learned { get; init; }

    /// <summary>Over all sessions: what the ones without a rise would add; not a test of the relation.</summary>
    public required PooledRelation All { get; init; }

    /// <summary>ρ of each session, in the order given; NaN where it cannot be computed.</summary>
    public required IReadOnlyList<double> Rho { get; init; }

    /// <summary>The number of targets behind each ρ.</summary>
    public required IReadOnlyList<int> Targets { get; init; }

    /// <summary>Whether progress rises in each session.</summary>
    public required IReadOnlyList<bool> Rises { get; init; }

    /// <summary>The sessions left out of both because ρ needs four targets and neither column constant.</summary>
    public required IReadOnlyList<int> LeftOut { get; init; }

    internal static PooledFit Of(IReadOnlyList<(double[] X, double[] Y)> sessions, IReadOnlyList<bool> rises, Seed seed, CancellationToken cancellation)
    {
        (double[] X, double[] Y)[] pairs = [.. sessions.Select(Complete)];
        double[] rho = [.. pairs.Select(s => Correlation.Spearman(s.X, s.Y))];
        int[] whole = [.. Enumerable.Range(0, pairs.Length).Where(s => pairs[s].X.Length > 3 && !double.IsNaN(rho[s]))];
        PooledRelation learned = PooledRelation.Of([.. whole.Where(s => rises[s]).Select(s => pairs[s])], seed, cancellation);
        PooledRelation all = PooledRelation.Of([.. whole.Select(s => pairs[s])], seed, cancellation);
        return new PooledFit
        {
            Verdict = Says(learned, sessions.Count, rises.Count(rise => !rise)),
            Learned = learned,
            All = all,
            Rho = rho,
            Targets = [.. pairs.Select(s => s.X.Length)],
            Rises = [.. rises],
            LeftOut = [.. Enumerable.Range(0, pairs.Length).Except(whole)],
        };
    }

    /// <summary>The pairs that have both values; predictions that differ by rounding only tie.</summary>
    private static (double[] X, double[] Y) Complete((double[] X, double[] Y) session)
    {
        Correlation.CheckPairs(session.X, session.Y);
        int[] held = [.. Enumerable.Range(0, session.X.Length).Where(i => !double.IsNaN(session.X[i]) && !double.IsNaN(session.Y[i]))];
        return (Ranks.Tied([.. held.Select(i => session.X[i])]), [.. held.Select(i => session.Y[i])]);
    }

    private static string Says(PooledRelation learned, int sessions, int without)
    {
        string apart = string.Create(CultureInfo.InvariantCulture, $"{without} of {sessions} sessions show no rise and are listed apart");
        if (learned.Sessions == 0)
            return $"Progress rises in no session, so the relation cannot be tested; {apart}.";
        string found = learned.P < 0.05 ? "is significant" : "is not significant";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Over the {learned.Sessions} sessions in which progress rises, the mean rank correlation {found} (mean ρ = {learned.MeanRho:0.00}, permutation within sessions p = {learned.P:0.000}; random effects ρ = {learned.Rho:0.00} [{learned.Interval.Low:0.00}, {learned.Interval.High:0.00}], τ² = {learned.Tau2:0.00}); {apart}.");
    }
}
