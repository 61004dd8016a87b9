namespace FlrInterop.Statistics;

/// <summary>Correlations of pairs; NaN where either side is constant or there are fewer than two pairs.</summary>
internal static class Correlation
{
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        CheckPairs(x, y);
        if (x.Length < 2)
            return double.NaN;
        return Cosine(Centred(x), Centred(y));
    }

    /// <summary>Spearman's rank correlation: Pearson's of the average ranks.</summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        CheckPairs(x, y);
        return Pearson(Ranks.Average(x), Ranks.Average(y));
    }

    /// <summary>The correlation of x and y with c held fixed: (r_xy − r_xc r_yc) / √((1 − r_xc²)(1 − r_yc²)); NaN where c explains x or y wholly.</summary>
    public static double Partial(double xy, double xc, double yc)
    {
        double left = 1 - (xc * xc);
        double right = 1 - (yc * yc);
        return left > 1e-12 && right > 1e-12 ? Math.Clamp((xy - (xc * yc)) / Math.Sqrt(left * right), -1, 1) : double.NaN;
    }

    /// <summary>The values about their mean; exactly zero where all are equal.</summary>
    internal static double[] Centred(ReadOnlySpan<double> values)
    {
        double first = values[0];
        double mean = 0;
        foreach (double value in values)
            mean += value - first;
        mean /= values.Length;
        var centred = new double[values.Length];
        for (int i = 0; i < centred.Length; i++)
            centred[i] = values[i] - first - mean;
        return centred;
    }

    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    internal static void CheckPairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ShapeException($"{x.Length} values were given beside {y.Length}, expected pairs");
    }

    private static double Cosine(double[] x, double[] y)
    {
        // One root of the product: equal vectors then correlate by exactly 1. Squares that overflow take a root each.
        double squares = Dot(x, x) * Dot(y, y);
        double product = double.IsNormal(squares) ? Math.Sqrt(squares) : Math.Sqrt(Dot(x, x)) * Math.Sqrt(Dot(y, y));
        return product > 0 ? Math.Clamp(Dot(x, y) / product, -1, 1) : double.NaN;
    }
}
