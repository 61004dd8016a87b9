namespace FlrInterop;

/// <summary>One value a trial: the mean over its usable bins; NaN where it has none.</summary>
internal static class TrialValues
{
    public static double[] Of(BciSession session, ReadOnlySpan<double> perBin)
    {
        ReadOnlySpan<byte> usable = session.Bins.Usable.Span;
        var values = new double[session.Trials.Trial.Length];
        for (int row = 0; row < values.Length; row++)
        {
            (int start, int end) = session.Index.TrialBins[row];
            double sum = 0;
            int count = 0;
            for (int bin = start; bin < end; bin++)
            {
                if (usable[bin] == 0)
                    continue;
                sum += perBin[bin];
                count++;
            }

            values[row] = count > 0 ? sum / count : double.NaN;
        }

        return values;
    }

    /// <summary>The mean over the usable bins of a block, each bin one weight.</summary>
    public static double MeanOverBins(BciSession session, int block, ReadOnlySpan<double> perBin)
    {
        double sum = 0;
        int count = 0;
        for (int bin = 0; bin < perBin.Length; bin++)
        {
            if (session.Bins.Usable.Span[bin] == 0 || session.Index.TrialBlock[session.Index.TrialOfBin[bin]] != block)
                continue;
            sum += perBin[bin];
            count++;
        }

        return sum / count;
    }
}
