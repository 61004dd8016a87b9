namespace FlrInterop;

/// <content>The same analysis by a state of the animal.</content>
public static partial class Flr
{
    /// <summary>
    /// Fits a session by a state such as arousal or attention: the trials of each target and block are split by the mean of a column over their usable
    /// bins, and each group is fitted as a session of its own. Fluctuations of the moment are what the theory is about.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="state">The column, shape (bins,), float64; NaN where it is not known: these bins are left out.</param>
    /// <param name="how">The number of groups; two where null.</param>
    /// <param name="options">How each is fitted; the defaults where null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One fit a group, of the lowest state first.</returns>
    /// <exception cref="ShapeException">The column has another length.</exception>
    /// <exception cref="DataFormatException">A target has fewer than three trials in a group.</exception>
    public static IReadOnlyList<FlrFit> FitByState(
        BciSession session, NdArray<double> state, StateOptions? how = null, FitOptions? options = null, CancellationToken cancellation = default)
        => [.. StateSplit.Groups(session, state, (how ?? new StateOptions()).Groups).Select(group => Fit(group, options, null, cancellation))];

    /// <summary>Fits a session with what goes along with a state taken out of the activity, by regression within targets in the first block.</summary>
    /// <param name="session">The session.</param>
    /// <param name="state">The column, shape (bins,), float64; NaN where it is not known: these bins are left out.</param>
    /// <param name="options">How it is fitted; the defaults where null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The fit.</returns>
    /// <exception cref="ShapeException">The column has another length.</exception>
    /// <exception cref="ParameterException">The column does not vary within targets.</exception>
    /// <exception cref="DataFormatException">A target has fewer than three trials left.</exception>
    public static FlrFit FitWithoutState(BciSession session, NdArray<double> state, FitOptions? options = null, CancellationToken cancellation = default)
        => Fit(StateSplit.Without(session, state), options, null, cancellation);
}
