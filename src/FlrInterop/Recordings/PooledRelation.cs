using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>The relation over several sessions, each with its own targets; raw values are never stacked.</summary>
public sealed class PooledRelation
{
    /// <summary>The number of sessions pooled.</summary>
    public required int Sessions { get; init; }

    /// <summary>The mean of the sessions' ρ: the statistic of the permutation.</summary>
    public required double MeanRho { get; init; }

    /// <summary>Its two-sided p, speeds permuted within each session.</summary>
    public required double P { get; init; }

    /// <summary>The size of ρ by random effects.</summary>
    public required double Rho { get; init; }

    /// <summary>Its 95 % interval (Hartung and Knapp, t with sessions − 1 degrees); with two sessions nearly (−1, 1).</summary>
    public required Interval Interval { get; init; }

    /// <summary>τ², the variance of Fisher's z between sessions (DerSimonian and Laird); NaN for one session.</summary>
    public required double Tau2 { get; init; }

    /// <summary>Cochran's Q of Fisher's z; NaN for one session.</summary>
    public required double Q { get; init; }

    /// <summary>The chance of a Q as large where all sessions share one ρ; NaN for one session.</summary>
    public required double QP { get; init; }

    /// <summary>The share of the spread that is between sessions, 0 … 1; NaN for one session.</summary>
    public required double I2 { get; init; }

    internal static PooledRelation Of(IReadOnlyList<(double[] X, double[] Y)> sessions, Seed seed, CancellationToken cancellation)
    {
        double[] rho = [.. sessions.Select(s => Correlation.Spearman(s.X, s.Y))];
        RandomEffects size = RandomEffects.Of(rho, [.. sessions.Select(s => s.X.Length)]);
        return new PooledRelation
        {
            Sessions = sessions.Count,
            MeanRho = rho.Length > 0 ? rho.Average() : double.NaN,
            P = StratifiedPermutation.MeanSpearman(sessions, seed, cancellation: cancellation),
            Rho = size.Rho,
            Interval = size.Interval,
            Tau2 = size.Tau2,
            Q = size.Q,
            QP = size.QP,
            I2 = size.I2,
        };
    }
}
