namespace FlrInterop.Statistics;

/// <summary>
/// The rank correlation of x and y with c held fixed, and its p by Freedman and Lane: the residuals of y's ranks on c's are
/// put in another order and added to the fit, and the partial correlation is computed anew.
/// </summary>
/// <remarks>Freedman and Lane, J. Business and Economic Statistics 1983, doi 10.1080/07350015.1983.10509354.</remarks>
internal readonly record struct PartialSpearman(double Rho, double P)
{
    public static PartialSpearman Of(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> c, Seed seed, int draws = PermutationTest.DefaultDraws)
    {
        Correlation.CheckPairs(x, y);
        Correlation.CheckPairs(x, c);
        if (x.Length < 4)
            return new PartialSpearman(double.NaN, double.NaN);
        double[] rx = Ranks.Average(x);
        double[] ry = Ranks.Average(y);
        double[] rc = Ranks.Average(c);
        double xc = Correlation.Pearson(rx, rc);
        double rho = Correlation.Partial(Correlation.Pearson(rx, ry), xc, Correlation.Pearson(ry, rc));
        if (double.IsNaN(rho))
            return new PartialSpearman(rho, double.NaN);

        LineFit fit = LineFit.Of(rc, ry);
        double[] fitted = Array.ConvertAll(rc, fit.At);
        var moved = new double[ry.Length];
        double p = PermutationTest.TwoSided(
            ry.Length,
            order =>
            {
                for (int i = 0; i < moved.Length; i++)
                    moved[i] = fitted[i] + ry[order[i]] - fitted[order[i]];
                return Correlation.Partial(Correlation.Pearson(rx, moved), xc, Correlation.Pearson(moved, rc));
            },
            seed,
            draws);
        return new PartialSpearman(rho, p);
    }
}
