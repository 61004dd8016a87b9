using MathNet.Numerics.Distributions;

namespace FlrInterop.Statistics;

/// <summary>Interval, power and detectable size of a rank correlation by Fisher's z with variance 1.06 / (n − 3).</summary>
/// <remarks>Fieller, Hartley and Pearson, Biometrika 1957, doi 10.1093/biomet/44.3-4.470.</remarks>
internal static class SpearmanPower
{
    /// <summary>The standard error of atanh(ρ); NaN for fewer than 4 pairs.</summary>
    public static double StandardError(int count) => count > 3 ? Math.Sqrt(1.06 / (count - 3)) : double.NaN;

    /// <summary>The two-sided interval of ρ; NaN for fewer than 4 pairs or where ρ is NaN.</summary>
    public static Interval Interval(double rho, int count, double level = 0.95)
    {
        double half = Quantile(level) * StandardError(count);
        double centre = Math.Atanh(rho);
        return double.IsInfinity(centre) && !double.IsNaN(half)
            ? new Interval(rho, rho)
            : new Interval(Math.Tanh(centre - half), Math.Tanh(centre + half));
    }

    /// <summary>The chance that a true correlation ρ is found significant, two-sided.</summary>
    public static double Power(double rho, int count, double significance = 0.05)
    {
        double shift = Math.Abs(Math.Atanh(rho)) / StandardError(count);
        double critical = Quantile(1 - significance);
        return double.IsNaN(shift) ? double.NaN : Normal.CDF(0, 1, shift - critical) + Normal.CDF(0, 1, -shift - critical);
    }

    /// <summary>The correlation that is found with this power, two-sided (the far tail, below 1e-4 here, left out).</summary>
    public static double Detectable(int count, double power = 0.8, double significance = 0.05)
        => Math.Tanh((Quantile(1 - significance) + Normal.InvCDF(0, 1, power)) * StandardError(count));

    private static double Quantile(double level) => Normal.InvCDF(0, 1, 0.5 + (0.5 * level));
}
