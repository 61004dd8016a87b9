namespace FlrInterop;

/// <content>Baselines from recorded sessions.</content>
public sealed partial class DecoderBaseline
{
    /// <summary>The baseline of a recorded session: the usable bins of its first block, residual covariance, noise unknown.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The baseline; the zero of activity is 0 for latents, the mean over all bins for counts.</returns>
    /// <exception cref="DataFormatException">No trial has a known target.</exception>
    /// <exception cref="ParameterException">A target has fewer than two usable bins.</exception>
    public static DecoderBaseline FromSession(BciSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionContents.RequireTargets(session);
        int[] bins = [.. UsableBins(session)];
        double[] activity = [.. bins.SelectMany(bin => session.Bins.Activity.Row(bin).ToArray())];
        int[] targets = Array.ConvertAll(bins, bin => session.Index.TrialTarget[session.Index.TrialOfBin[bin]]);
        long[] trials = Array.ConvertAll(bins, bin => session.Bins.Trial[bin]);
        return FromSamples(
            NdArray<double>.Copy(activity, bins.Length, session.Units),
            NdArray<int>.Copy(targets, bins.Length),
            NdArray<long>.Copy(trials, bins.Length),
            DirectionsAt(session.Index.Targets),
            origin: session.ActivityKind == ActivityKind.Counts ? session.Activity().GrandMean : null);
    }

    /// <summary>The bins of the first block that count.</summary>
    internal static IEnumerable<int> UsableBins(BciSession session)
    {
        for (int bin = 0; bin < session.Index.TrialOfBin.Length; bin++)
        {
            if (session.Bins.Usable.Span[bin] != 0 && session.Index.TrialBlock[session.Index.TrialOfBin[bin]] == 0)
                yield return bin;
        }
    }
}
