namespace FlrInterop;

/// <content>Which decoder will be learned fastest.</content>
public static partial class Flr
{
    /// <summary>
    /// Which perturbation of a decoder will be learned fastest, from activity before learning: candidates are drawn, screened so that they
    /// are alike in angle, norm, speed and progress, and ranked by predicted speed.
    /// </summary>
    /// <remarks>
    /// Speed = (1/targets²) Σ_ab T_ab, T_ab = u_bᵀ S e_a · x̄_aᵀx̄_b / N, S = B C Bᵀ / D: the residual covariance of the open-loop velocities through
    /// the candidate. Ranks do not need D. The identity null, and error and progress, stand beside it: much of the range of speeds is theirs.
    /// </remarks>
    /// <param name="baseline">Activity before learning, or a network.</param>
    /// <param name="decoder">The old decoder.</param>
    /// <param name="kind">What is permuted.</param>
    /// <param name="candidates">Permutations to draw, 1 or more.</param>
    /// <param name="options">Screening, intervals, seed; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The candidates kept, fastest first.</returns>
    /// <exception cref="ShapeException">Decoder and baseline differ in units.</exception>
    /// <exception cref="ParameterException">The old decoder makes no progress, or reads latents and was to be perturbed outside the manifold.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DecoderRanking RankDecoders(
        DecoderBaseline baseline,
        LatentDecoder decoder,
        PerturbationKind kind,
        int candidates = 10_000,
        RankOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(decoder);
        Require.AtLeast(candidates, 1);
        Require.Shape([decoder.Units], "the decoder's units", "the baseline's (units,)", baseline.Units);
        if (kind == PerturbationKind.OutsideManifold && decoder.ReadsLatents)
        {
            throw Require.Refused(
                "kind", "'outside-manifold'", "'within-manifold' for a decoder that reads latents", "outside-manifold decoders need the activity of the units");
        }

        return new DecoderRanker(baseline, decoder, kind, candidates, options ?? new RankOptions()).Rank(progress, cancellation);
    }

    /// <summary>How fast one decoder will be learned: speed, interference between targets, and the learning curve of the frozen kernel.</summary>
    /// <param name="baseline">Activity before learning, or a network.</param>
    /// <param name="decoder">The new decoder.</param>
    /// <param name="wantedSpeed">v*, above 0: the mean progress through the old decoder, <see cref="DecoderBaseline.ProgressThrough"/>.</param>
    /// <returns>The prediction, per unit ε and per τ.</returns>
    /// <exception cref="ShapeException">Decoder and baseline differ in units.</exception>
    /// <exception cref="ParameterException">v* is not above 0.</exception>
    public static DecoderPrediction PredictDecoder(DecoderBaseline baseline, LatentDecoder decoder, double wantedSpeed)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(decoder);
        return DecoderForecast.Of(baseline, decoder, Require.Positive(wantedSpeed));
    }
}
