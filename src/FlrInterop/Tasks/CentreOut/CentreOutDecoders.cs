namespace FlrInterop;

/// <summary>Decoders for a simulated session, as a laboratory would choose them.</summary>
public static class CentreOutDecoders
{
    /// <summary>The old decoder: velocities towards the targets, regressed on the orthonormal latents of a factor analysis of a recording.</summary>
    /// <param name="recording">Activity under every cue.</param>
    /// <param name="latents">The number of latents.</param>
    /// <param name="seed">The key of the factor analysis' random starts.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <returns>The decoder, of the units.</returns>
    /// <exception cref="ParameterException">The number of latents does not fit.</exception>
    public static LatentDecoder Intuitive(CentreOutRecording recording, int latents = 10, Seed seed = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var options = new FactorAnalysisOptions { Standardise = false, Seed = seed };
        FactorAnalysis factors = FactorAnalysis.Fit(recording.Activity, latents, options, cancellation);
        return LatentDecoder.Fit(factors, recording.Activity, recording.Direction);
    }

    /// <summary>A perturbation of the old decoder, matched in norm, angle and speed, at a place of the predicted ranking.</summary>
    /// <param name="model">The network and its cues.</param>
    /// <param name="intuitive">The old decoder.</param>
    /// <param name="kind">What is permuted.</param>
    /// <param name="quantile">0 for the decoder predicted to be learned fastest, 1 for the slowest.</param>
    /// <param name="candidates">Permutations to draw.</param>
    /// <param name="seed">The key of the permutations.</param>
    /// <param name="cancellation">Ends the ranking.</param>
    /// <returns>The new decoder.</returns>
    /// <exception cref="NumericalException">No candidate lies within the ranges.</exception>
    public static LatentDecoder Perturbed(
        CentreOutModel model,
        LatentDecoder intuitive,
        PerturbationKind kind = PerturbationKind.WithinManifold,
        double quantile = 0.25,
        int candidates = 2000,
        Seed seed = default,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Within(quantile, 0, 1);
        DecoderBaseline baseline = DecoderBaseline.FromNetwork(model.Network, model.Cues, model.Directions, cancellation);
        DecoderRanking ranking = Flr.RankDecoders(
            baseline, intuitive, kind, candidates, new RankOptions { Intervals = 0, Seed = seed }, cancellation: cancellation);
        return ranking.Rows > 0
            ? ranking.Decoder((int)Math.Round(quantile * (ranking.Rows - 1)))
            : throw new NumericalException($"no perturbed decoder was found: {ranking.Status}. Hint: draw more candidates");
    }
}
