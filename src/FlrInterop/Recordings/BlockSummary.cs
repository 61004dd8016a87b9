namespace FlrInterop;

/// <summary>One block of a session in numbers.</summary>
/// <param name="Block">Its name.</param>
/// <param name="Trials">The number of trials.</param>
/// <param name="TrialsLeftOut">The number of trials without usable bins.</param>
/// <param name="UsableBins">The number of usable bins.</param>
/// <param name="MaskedBins">The number of bins that are not usable (frozen).</param>
/// <param name="OldProgress">Mean progress through the first block's decoder over usable bins, mm/s.</param>
/// <param name="NewProgress">Mean progress through the second block's decoder over usable bins, mm/s.</param>
public sealed record BlockSummary(string Block, int Trials, int TrialsLeftOut, int UsableBins, int MaskedBins, double OldProgress, double NewProgress)
{
    internal static BlockSummary Of(BciSession session, int block, ReadOnlySpan<double> oldProgress, ReadOnlySpan<double> newProgress)
    {
        int trials = 0, leftOut = 0, usable = 0, masked = 0;
        for (int row = 0; row < session.Index.TrialBins.Length; row++)
        {
            if (session.Index.TrialBlock[row] != block)
                continue;
            (int start, int end) = session.Index.TrialBins[row];
            int own = session.Bins.Usable.Span[start..end].Count((byte)1);
            trials++;
            leftOut += own == 0 ? 1 : 0;
            usable += own;
            masked += end - start - own;
        }

        return new BlockSummary(
            session.Blocks[block].Name,
            trials,
            leftOut,
            usable,
            masked,
            TrialValues.MeanOverBins(session, block, oldProgress),
            TrialValues.MeanOverBins(session, block, newProgress));
    }
}
