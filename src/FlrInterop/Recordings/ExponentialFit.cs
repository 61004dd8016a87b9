using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>
/// a + b (1 − e^{−n/τ}), n = 0 …, by least squares with τ in [1, trials]; the initial slope b/τ is NaN where τ ends at a bound,
/// because the data then do not determine it.
/// </summary>
internal readonly record struct ExponentialFit(double Start, double Change, double Tau, double InitialSlope)
{
    private const int GridPoints = 80;
    private const double AtBound = 1e-3;
    private const double Precision = 1e-7;

    public static ExponentialFit Of(ReadOnlySpan<double> values)
    {
        double[] y = values.ToArray();
        double longest = y.Length;
        if (y.Length < 4)
            return new ExponentialFit(double.NaN, double.NaN, double.NaN, double.NaN);

        // For a given τ the other two are a straight line's; so a search along log τ, first on a grid, is enough.
        double[] grid = [.. Enumerable.Range(0, GridPoints).Select(i => Math.Log(longest) * i / (GridPoints - 1))];
        int best = Enumerable.Range(0, GridPoints).MinBy(i => Squares(y, grid[i]));
        double low = grid[Math.Max(0, best - 1)], high = grid[Math.Min(GridPoints - 1, best + 1)];
        double logTau = GoldenSection(t => Squares(y, t), low, high);
        LineFit line = Line(y, logTau);
        bool bound = logTau < AtBound || logTau > Math.Log(longest) - AtBound;
        double tau = Math.Exp(logTau);
        return new ExponentialFit(line.Intercept, line.Slope, tau, bound ? double.NaN : line.Slope / tau);
    }

    // MathNet's search refuses a minimum at the end of the range, which here is an answer.
    private static double GoldenSection(Func<double, double> f, double low, double high)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
        double atLeft = f(left), atRight = f(right);
        while (high - low > Precision)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = f(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = f(right);
            }
        }

        return 0.5 * (low + high);
    }

    private static double Squares(double[] y, double logTau)
    {
        LineFit line = Line(y, logTau);
        return line.StandardError * line.StandardError * Spread(y.Length, logTau);
    }

    // SE² times the spread of the regressor is the residual variance.
    private static double Spread(int count, double logTau)
    {
        double[] centred = Correlation.Centred(Rise(count, logTau));
        return Correlation.Dot(centred, centred);
    }

    private static LineFit Line(double[] y, double logTau) => LineFit.Of(Rise(y.Length, logTau), y);

    private static double[] Rise(int count, double logTau)
    {
        double tau = Math.Exp(logTau);
        return [.. Enumerable.Range(0, count).Select(n => 1 - Math.Exp(-n / tau))];
    }
}
