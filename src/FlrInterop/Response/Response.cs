namespace FlrInterop;

/// <summary>Estimates how the mean activity answers a small constant force.</summary>
public static class Response
{
    /// <summary>χ from activity.</summary>
    /// <remarks>
    /// "equal-time": C / D, exact for detailed balance (symmetric J) and weak noise. "lagged": ∫₀^∞ C(τ) dτ C(0)⁻¹, exact for linear or Gaussian
    /// activity. "one-lag": −A⁻¹ with A = log(C(Δ) C(0)⁻¹) / Δ, exact for an Ornstein–Uhlenbeck process.
    /// Kurikawa &amp; Kaneko (2025), doi 10.1038/s41467-025-64976-w.
    /// </remarks>
    /// <param name="source">The activity: with its covariance and a known noise intensity (or two lags to estimate it from), or with lags.</param>
    /// <param name="estimator">"equal-time", "lagged" or "one-lag".</param>
    /// <returns>χ, shape (units, units), evoked (maps, units, units); the status says where there is no real logarithm.</returns>
    /// <exception cref="UnknownNameException">No estimator has that name.</exception>
    /// <exception cref="ParameterException">The estimator needs a network, or what it needs of the activity is unknown.</exception>
    public static Susceptibility Estimate(Activity source, string estimator = Estimators.EqualTime)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Estimators.ForActivity(estimator) switch
        {
            Estimators.Lagged => LaggedResponse.Estimate(source),
            Estimators.OneLag => OneLagResponse.Estimate(source),
            _ => EqualTimeResponse.Estimate(source),
        };
    }

    /// <summary>χ of a network in its spontaneous state, or in the state that an input evokes.</summary>
    /// <remarks>
    /// "linearised": (1 − diag(g) J)⁻¹ at the fixed point, g = β φ'(h). "perturbation": each unit in turn is pushed by a small constant force,
    /// and the shift of the mean is measured against a run with the same noise; standard errors over trials.
    /// </remarks>
    /// <param name="source">The network.</param>
    /// <param name="estimator">"linearised" or "perturbation".</param>
    /// <param name="input">η, shape (units,); null for none.</param>
    /// <param name="options">How to measure ("perturbation" only); null for the defaults.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>χ, shape (units, units).</returns>
    /// <exception cref="UnknownNameException">No estimator has that name.</exception>
    /// <exception cref="ParameterException">The estimator needs an activity.</exception>
    /// <exception cref="ShapeException">The input has another length than the network.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Susceptibility Estimate(
        Network source,
        string estimator = Estimators.Linearised,
        NdArray<double>? input = null,
        PerturbationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Estimators.ForNetwork(estimator) == Estimators.Perturbation
            ? PerturbationResponse.Estimate(source, input, options ?? new PerturbationOptions(), cancellation)
            : LinearisedResponse.Estimate(source, input);
    }

    /// <summary>The noise intensity D from the first two lags of an activity.</summary>
    /// <remarks>D = [4(c₀ − c_Δ) − (c₀ − c_2Δ)] / 2Δ, c = tr C / N: for any J; within 2 % for Δ ≤ 0.2 τ.</remarks>
    /// <param name="source">The activity, with two lags or more; the mean over its maps is taken.</param>
    /// <returns>D, per unit of the lags' time.</returns>
    /// <exception cref="ParameterException">There are fewer than two lags.</exception>
    public static double NoiseIntensity(Activity source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return NoiseFromLags.Estimate(source);
    }
}
