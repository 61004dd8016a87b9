using MathNet.Numerics.Distributions;

namespace FlrInterop.Statistics;

/// <summary>
/// A common slope with an intercept for every group, its standard error robust against a changing spread and against
/// neighbours that are alike: Bartlett weights, lag ⌊4 (n/100)^(2/9)⌋, times √(n / (n − groups − 1)); t on n − groups − 1 degrees.
/// </summary>
/// <remarks>Newey and West, Econometrica 1987, doi 10.2307/1913610. Rows are in the order of time.</remarks>
internal readonly record struct NeweyWest(double Slope, double StandardError, Interval Interval, double P, int Lag, int Count)
{
    public static NeweyWest Trend(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> group)
    {
        Correlation.CheckPairs(x, y);
        int n = x.Length;
        var groups = new HashSet<int>();
        foreach (int g in group)
            groups.Add(g);
        int degrees = n - groups.Count - 1;
        double[] dx = Within(x, group);
        double spread = Correlation.Dot(dx, dx);
        if (degrees < 1 || !(spread > 0))
            return new NeweyWest(double.NaN, double.NaN, new Interval(double.NaN, double.NaN), double.NaN, 0, n);

        // With the groups' means taken out of both sides the slope and its scores are those of the whole regression.
        double[] dy = Within(y, group);
        double slope = Correlation.Dot(dx, dy) / spread;
        var scores = new double[n];
        for (int i = 0; i < n; i++)
            scores[i] = dx[i] * (dy[i] - (slope * dx[i]));
        int lag = (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9.0));
        double meat = Correlation.Dot(scores, scores);
        for (int back = 1; back <= Math.Min(lag, n - 1); back++)
            meat += 2 * (1 - (back / (lag + 1.0))) * Correlation.Dot(scores.AsSpan(back), scores.AsSpan(0, n - back));
        double error = Math.Sqrt(meat * n / degrees) / spread;
        double half = StudentT.InvCDF(0, 1, degrees, 0.975) * error;
        double p = 2 * StudentT.CDF(0, 1, degrees, -Math.Abs(slope / error));
        return new NeweyWest(slope, error, new Interval(slope - half, slope + half), p, lag, n);
    }

    private static double[] Within(ReadOnlySpan<double> values, ReadOnlySpan<int> group)
    {
        var sums = new Dictionary<int, (double Sum, int Count)>();
        for (int i = 0; i < values.Length; i++)
        {
            (double sum, int count) = sums.GetValueOrDefault(group[i]);
            sums[group[i]] = (sum + values[i], count + 1);
        }

        var within = new double[values.Length];
        for (int i = 0; i < within.Length; i++)
            within[i] = values[i] - (sums[group[i]].Sum / sums[group[i]].Count);
        return within;
    }
}
