namespace FlrInterop;

/// <summary>The verbs of the fluctuation–learning relationship.</summary>
public static partial class Flr
{
    /// <summary>
    /// Fits a recorded session: tests for learning first, then relates each target's learning speed to what the activity of the
    /// first block, before any learning, predicts for it.
    /// </summary>
    /// <param name="session">The session; its first block is the baseline, its second the one learned in.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Verdict, learning, one row a target, and the relation.</returns>
    /// <exception cref="UnknownNameException">The options name an unknown measure or covariate.</exception>
    /// <exception cref="DataFormatException">The session lacks what a fit needs: all of it is listed.</exception>
    /// <exception cref="ParameterException">The window is shorter than 8 trials.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static FlrFit Fit(BciSession session, FitOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        FitOptions how = options ?? new FitOptions();
        how.Check();
        return new SessionFit(session, how).Run(progress, cancellation);
    }
}
