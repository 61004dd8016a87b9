namespace FlrInterop;

/// <content>Which decoder would have been learned fastest in a recorded session.</content>
public static partial class Flr
{
    /// <summary>
    /// Ranks perturbations of a session's baseline decoder from the usable bins of its first block; see the other overload. v* is the mean
    /// progress of these bins towards their target; the noise is unknown, so that speeds are relative.
    /// </summary>
    /// <param name="session">The session, of latents: the units that outside-manifold decoders need are not in it.</param>
    /// <param name="kind">"within-manifold" only; for the units' own activity make a <see cref="DecoderBaseline"/> and a <see cref="LatentDecoder"/>.</param>
    /// <param name="candidates">Permutations to draw, 1 or more.</param>
    /// <param name="options">Screening, intervals, seed; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The candidates kept, fastest first.</returns>
    /// <exception cref="ParameterException">The session holds counts, or outside-manifold decoders were asked for.</exception>
    /// <exception cref="DataFormatException">The decoder of the first block is not stored.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DecoderRanking RankDecoders(
        BciSession session,
        PerturbationKind kind = PerturbationKind.WithinManifold,
        int candidates = 10_000,
        RankOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        options ??= new RankOptions();
        if (session.ActivityKind != ActivityKind.Latents)
        {
            throw Require.Refused(
                "the session's activity", "counts", "latents", "fit FactorAnalysis to the counts, make a LatentDecoder from it, and rank from DecoderBaseline.FromSession");
        }

        if (session.Blocks[0].Decoder is not { } known)
            throw new DataFormatException($"the decoder of block '{session.Blocks[0].Name}' is not stored, expected the one whose perturbations are ranked");
        Decoder old = session.Decoder(known);
        if (options.WantedSpeed is null)
        {
            NdArray<double> towards = session.Progress(old.Name);
            options = options with { WantedSpeed = DecoderBaseline.UsableBins(session).Average(bin => towards[bin]) };
        }

        return RankDecoders(
            DecoderBaseline.FromSession(session), LatentDecoder.OfLatents(old.Weights, old.Offset), kind, candidates, options, progress, cancellation);
    }
}
