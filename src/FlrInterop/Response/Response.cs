namespace FlrInterop;

/// <summary>Estimates how the mean activity answers a small constant force.</summary>
public static class Response
{
    /// <summary>χ from activity: C / D.</summary>
    /// <param name="source">The activity, with its covariance and a known noise intensity above 0.</param>
    /// <param name="estimator">"equal-time".</param>
    /// <returns>χ, shape (units, units), evoked (maps, units, units).</returns>
    /// <exception cref="UnknownNameException">No estimator has that name.</exception>
    /// <exception cref="ParameterException">The estimator needs a network, or covariance or noise is unknown.</exception>
    /// <remarks>Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w; exact for detailed balance (symmetric J) and weak noise.</remarks>
    public static Susceptibility Estimate(Activity source, string estimator = Estimators.EqualTime)
    {
        ArgumentNullException.ThrowIfNull(source);
        Estimators.Check(estimator, Estimators.EqualTime, "an activity");
        return EqualTimeResponse.Estimate(source);
    }

    /// <summary>χ of a network in its spontaneous fixed point: (1 − diag(g) J)⁻¹, g = β φ'(h).</summary>
    /// <param name="source">The network.</param>
    /// <param name="estimator">"linearised".</param>
    /// <returns>χ, shape (units, units).</returns>
    /// <exception cref="UnknownNameException">No estimator has that name.</exception>
    /// <exception cref="ParameterException">The estimator needs an activity.</exception>
    public static Susceptibility Estimate(Network source, string estimator = Estimators.Linearised)
    {
        ArgumentNullException.ThrowIfNull(source);
        Estimators.Check(estimator, Estimators.Linearised, "a network");
        FixedPointResult rest = FixedPoint.Find(source);
        LinearResponse response = new RateMap(source, null).Response(rest.State.Span);
        int units = source.Units;
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, units, units);
        double[] unit = new double[units];
        for (int j = 0; j < units; j++)
        {
            unit[j] = 1;
            double[] column = response.Solve(unit);
            unit[j] = 0;
            for (int i = 0; i < units; i++)
                chi[(i * units) + j] = column[i];
        }

        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.Linearised,
            Assumptions =
            [
                new Assumption("weak noise", System.FormattableString.Invariant($"D = {source.Noise}"), null),
                ModelAssumptions.Stable(source, rest, null),
            ],
            Status = rest.Status,
        };
    }
}
