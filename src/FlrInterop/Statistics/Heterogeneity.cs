using FlrInterop.Statistics;
using MathNet.Numerics.Distributions;

namespace FlrInterop;

/// <summary>
/// Do values differ by more than their standard errors? Cochran's Q = Σ (b − b̄_w)² / SE², with weights 1 / SE², and the
/// reliability 1 − mean SE² / var b. All NaN for fewer than two values or where a standard error is zero or unknown.
/// </summary>
/// <remarks>Cochran, Biometrics 1954, doi 10.2307/3001666.</remarks>
/// <param name="Q">Cochran's Q, dimensionless.</param>
/// <param name="Degrees">Its degrees of freedom, the number of values − 1.</param>
/// <param name="P">The chance of a Q as large where all values are equal (χ²).</param>
/// <param name="Reliability">The share of the values' variance that is not their noise; may be negative.</param>
public readonly record struct Heterogeneity(double Q, int Degrees, double P, double Reliability)
{
    internal static Heterogeneity Of(ReadOnlySpan<double> values, ReadOnlySpan<double> standardErrors)
    {
        Correlation.CheckPairs(values, standardErrors);
        int n = values.Length;
        double weights = 0, weighted = 0, mean = 0, squaredErrors = 0;
        for (int i = 0; i < n; i++)
        {
            double weight = 1 / (standardErrors[i] * standardErrors[i]);
            weights += weight;
            weighted += weight * values[i];
            mean += values[i] / n;
            squaredErrors += standardErrors[i] * standardErrors[i] / n;
        }

        double q = 0, squares = 0;
        for (int i = 0; i < n; i++)
        {
            double scaled = (values[i] - (weighted / weights)) / standardErrors[i];
            q += scaled * scaled;
            squares += (values[i] - mean) * (values[i] - mean);
        }

        bool known = n > 1 && double.IsFinite(q);
        return new Heterogeneity(
            known ? q : double.NaN,
            n - 1,
            known ? 1 - ChiSquared.CDF(n - 1, q) : double.NaN,
            known ? 1 - (squaredErrors / (squares / (n - 1))) : double.NaN);
    }
}
