using FlrInterop.Numerics;

namespace FlrInterop.Statistics;

/// <summary>
/// Two-sided permutation p of a statistic of pairs: the share of orders of y with |statistic| ≥ |observed| − 1e-12.
/// All n! orders for n ≤ 8 (40,320 for 8 pairs); above, Monte Carlo with (count + 1) / (draws + 1).
/// </summary>
internal static class PermutationTest
{
    public const int ExactUpTo = 8;
    public const int DefaultDraws = 9999;
    private const double Slack = 1e-12;

    /// <summary>The p of Spearman's correlation; NaN where the correlation is.</summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Seed seed, int draws = DefaultDraws)
    {
        Correlation.CheckPairs(x, y);
        if (x.Length < 2)
            return double.NaN;
        double[] left = Correlation.Centred(Ranks.Average(x));
        double[] right = Correlation.Centred(Ranks.Average(y));
        double scale = Math.Sqrt(Correlation.Dot(left, left)) * Math.Sqrt(Correlation.Dot(right, right));
        return scale > 0 ? TwoSided(left.Length, order => Gathered(left, right, order) / scale, seed, draws) : double.NaN;
    }

    /// <summary>The p of any statistic of the order of y: at the identity it is the observed one.</summary>
    /// <param name="count">The number of pairs.</param>
    /// <param name="statistic">The statistic when the i-th x meets the order[i]-th y; NaN (undefined for this order) counts as no less extreme.</param>
    /// <param name="seed">The key of the random orders.</param>
    /// <param name="draws">The number of random orders for more than 8 pairs.</param>
    /// <returns>p, or NaN where the observed statistic is NaN.</returns>
    public static double TwoSided(int count, Func<int[], double> statistic, Seed seed, int draws = DefaultDraws)
    {
        Require.AtLeast(draws, 1);
        int[] order = [.. Enumerable.Range(0, count)];
        double observed = Math.Abs(statistic(order)) - Slack;
        if (double.IsNaN(observed))
            return double.NaN;
        return count <= ExactUpTo ? Exact(order, statistic, observed) : MonteCarlo(order, statistic, observed, seed, draws);
    }

    // Heap's algorithm: every order once, one exchange apart.
    private static double Exact(int[] order, Func<int[], double> statistic, double least)
    {
        var turns = new int[order.Length];
        long extreme = 1;
        long all = 1;
        int level = 1;
        while (level < order.Length)
        {
            if (turns[level] >= level)
            {
                turns[level++] = 0;
                continue;
            }

            int other = level % 2 == 0 ? 0 : turns[level];
            (order[other], order[level]) = (order[level], order[other]);
            all++;
            extreme += AsExtreme(statistic(order), least);
            turns[level]++;
            level = 1;
        }

        return (double)extreme / all;
    }

    private static double MonteCarlo(int[] order, Func<int[], double> statistic, double least, Seed seed, int draws)
    {
        var shuffle = new Shuffle(seed, Purpose.Permutation);
        long extreme = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            // From the identity each time, so that draw k is the same whatever the number of draws.
            for (int i = 0; i < order.Length; i++)
                order[i] = i;
            shuffle.Restart(draw);
            shuffle.Order(order.AsSpan());
            extreme += AsExtreme(statistic(order), least);
        }

        return (extreme + 1.0) / (draws + 1.0);
    }

    private static int AsExtreme(double value, double least) => Math.Abs(value) < least ? 0 : 1;

    private static double Gathered(double[] left, double[] right, int[] order)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[order[i]];
        return sum;
    }
}
