namespace FlrInterop;

/// <content>Several sessions together.</content>
public static partial class Flr
{
    /// <summary>Pools the relation over sessions that were fitted: speeds are permuted within sessions, sizes pooled by random effects.</summary>
    /// <param name="fits">The fits, one or more, all with the same options.</param>
    /// <param name="predictor">A column of the table; by default FLR2.</param>
    /// <param name="speed">A column of the table; null for the measure of the first fit.</param>
    /// <param name="seed">The key of the permutations.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The sessions in which progress rises, and all of them beside.</returns>
    /// <exception cref="ParameterException">There are no fits.</exception>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    public static PooledFit FitMany(
        IReadOnlyList<FlrFit> fits, string predictor = "flr2", string? speed = null, Seed seed = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fits);
        Require.AtLeast(fits.Count, 1, "the number of sessions");
        string measure = speed ?? fits[0].Options.Measure;
        return PooledFit.Of(
            [.. fits.Select(fit => (Column(fit, predictor), Column(fit, measure)))],
            [.. fits.Select(fit => fit.Learning.Verdict == Trend.Rises)],
            seed,
            cancellation);

        static double[] Column(FlrFit fit, string name) => [.. fit.Table.Select(row => row.Column(name))];
    }

    /// <summary>Fits sessions and pools the relation over them.</summary>
    /// <param name="sessions">The sessions, one or more.</param>
    /// <param name="options">How each is fitted; the defaults where null.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The sessions in which progress rises, and all of them beside.</returns>
    /// <exception cref="ParameterException">There are no sessions.</exception>
    public static PooledFit FitMany(
        IReadOnlyList<BciSession> sessions, FitOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var fits = new List<FlrFit>();
        foreach (BciSession session in sessions)
        {
            fits.Add(Fit(session, options, null, cancellation));
            progress?.Report((double)fits.Count / sessions.Count);
        }

        return FitMany(fits, seed: options?.Seed ?? default, cancellation: cancellation);
    }
}
