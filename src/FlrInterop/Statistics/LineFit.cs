using MathNet.Numerics;

namespace FlrInterop.Statistics;

/// <summary>A straight line by ordinary least squares, y = intercept + slope · x, with the slope's standard error on n − 2 degrees.</summary>
internal readonly record struct LineFit(double Intercept, double Slope, double StandardError, int Count)
{
    /// <summary>The fit; NaN where x does not vary, and no standard error for fewer than three points.</summary>
    public static LineFit Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Correlation.CheckPairs(x, y);
        if (x.Length < 2)
            return new LineFit(double.NaN, double.NaN, double.NaN, x.Length);
        double[] dx = Correlation.Centred(x);
        double spread = Correlation.Dot(dx, dx);
        if (!(spread > 0))
            return new LineFit(double.NaN, double.NaN, double.NaN, x.Length);
        (double intercept, double slope) = Fit.Line(x.ToArray(), y.ToArray());
        double squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = y[i] - intercept - (slope * x[i]);
            squares += residual * residual;
        }

        double error = x.Length > 2 ? Math.Sqrt(squares / (x.Length - 2) / spread) : double.NaN;
        return new LineFit(intercept, slope, error, x.Length);
    }

    /// <summary>The line at x.</summary>
    public double At(double x) => Intercept + (Slope * x);
}
