using MathNet.Numerics.Distributions;

namespace FlrInterop.Statistics;

/// <summary>
/// Correlations of several sessions pooled: Fisher's z with variance 1.06 / (n − 3), the variance between sessions τ² of DerSimonian and Laird, and
/// the interval of Hartung and Knapp (t, k − 1 degrees).
/// </summary>
/// <remarks>
/// DerSimonian &amp; Laird 1986, doi 10.1016/0197-2456(86)90046-2; Hartung &amp; Knapp 2001, doi 10.1002/sim.1009. With two sessions the interval is nearly
/// (−1, 1); with one there is none but its own.
/// </remarks>
internal readonly record struct RandomEffects(double Rho, Interval Interval, double Tau2, double Q, double QP, double I2)
{
    // A correlation of 1 has no finite z: this is as near as it may come.
    private const double Largest = 0.999999;

    public static RandomEffects Of(double[] rho, int[] count)
    {
        int k = rho.Length;
        if (k == 0)
            return new RandomEffects(double.NaN, new Interval(double.NaN, double.NaN), double.NaN, double.NaN, double.NaN, double.NaN);
        if (k == 1)
            return new RandomEffects(rho[0], SpearmanPower.Interval(rho[0], count[0]), double.NaN, double.NaN, double.NaN, double.NaN);
        double[] z = Array.ConvertAll(rho, r => Math.Atanh(Math.Clamp(r, -Largest, Largest)));
        double[] variance = Array.ConvertAll(count, n => 1.06 / (n - 3));
        double[] weight = Array.ConvertAll(variance, v => 1 / v);
        double sum = weight.Sum(), mean = Weighted(weight, z), q = 0;
        for (int i = 0; i < k; i++)
            q += weight[i] * (z[i] - mean) * (z[i] - mean);
        double tau2 = Math.Max(0, (q - (k - 1)) / (sum - (weight.Sum(w => w * w) / sum)));
        double[] both = Array.ConvertAll(variance, v => 1 / (v + tau2));
        double centre = Weighted(both, z), spread = 0;
        for (int i = 0; i < k; i++)
            spread += both[i] * (z[i] - centre) * (z[i] - centre);
        double half = StudentT.InvCDF(0, 1, k - 1, 0.975) * Math.Sqrt(spread / ((k - 1) * both.Sum()));
        return new RandomEffects(
            Math.Tanh(centre),
            new Interval(Math.Tanh(centre - half), Math.Tanh(centre + half)),
            tau2,
            q,
            1 - ChiSquared.CDF(k - 1, q),
            q > 0 ? Math.Max(0, (q - (k - 1)) / q) : 0);
    }

    private static double Weighted(double[] weights, double[] values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += weights[i] * values[i];
        return sum / weights.Sum();
    }
}
