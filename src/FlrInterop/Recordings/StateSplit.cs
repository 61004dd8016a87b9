namespace FlrInterop;

/// <summary>Sessions made of one session and a column of its bins: the trials of one state alone, or activity without what goes along with the state.</summary>
internal static class StateSplit
{
    /// <summary>
    /// One session a group, lowest first. Trials are ranked by the mean of the column over their usable bins, within block and target, so that each
    /// group has the same targets; the bins of other groups, and those without a value, are not usable.
    /// </summary>
    public static BciSession[] Groups(BciSession session, NdArray<double> state, int groups)
    {
        Check(session, state);
        byte[] usable = Known(session, state);
        int[] group = GroupOfTrial(session, state, usable, groups);
        return [.. Enumerable.Range(0, groups).Select(g =>
        {
            byte[] own = new byte[usable.Length];
            for (int bin = 0; bin < own.Length; bin++)
                own[bin] = (byte)(usable[bin] != 0 && group[session.Index.TrialOfBin[bin]] == g ? 1 : 0);
            return With(session, session.Bins.Activity, own, true);
        })];
    }

    /// <summary>
    /// The session with z − b (s − s̄) for z, b the slope of z on s in the first block, both about their target's mean; bins without a value are not
    /// usable. Speeds and predictors are then those at a state that stays as it is.
    /// </summary>
    public static BciSession Without(BciSession session, NdArray<double> state)
    {
        Check(session, state);
        byte[] usable = Known(session, state);
        int units = session.Units, targets = session.Index.Targets.Length;
        int[] bins = [.. Enumerable.Range(0, usable.Length).Where(bin => usable[bin] != 0 && session.Index.TrialBlock[session.Index.TrialOfBin[bin]] == 0)];
        double[][] means = [.. Enumerable.Range(0, targets).Select(_ => new double[units + 2])];
        foreach (int bin in bins)
        {
            double[] own = means[session.Index.TrialTarget[session.Index.TrialOfBin[bin]]];
            for (int j = 0; j < units; j++)
                own[j] += session.Bins.Activity[bin, j];
            own[units] += state[bin];
            own[units + 1]++;
        }

        double[] slope = new double[units];
        double squares = 0;
        foreach (int bin in bins)
        {
            double[] own = means[session.Index.TrialTarget[session.Index.TrialOfBin[bin]]];
            double s = state[bin] - (own[units] / own[units + 1]);
            squares += s * s;
            for (int j = 0; j < units; j++)
                slope[j] += s * (session.Bins.Activity[bin, j] - (own[j] / own[units + 1]));
        }

        if (!(squares > 0))
            throw Require.Refused("the variance of state within targets", squares, "above 0");
        double centre = bins.Average(bin => state[bin]);
        NdArray<double> activity = NdArray<double>.Create(out Span<double> z, usable.Length, units);
        for (int bin = 0; bin < usable.Length; bin++)
        {
            for (int j = 0; j < units; j++)
            {
                double moved = usable[bin] != 0 ? slope[j] / squares * (state[bin] - centre) : 0;
                z[(bin * units) + j] = session.Bins.Activity[bin, j] - moved;
            }
        }

        return With(session, activity, usable, false);
    }

    private static void Check(BciSession session, NdArray<double> state)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(state);
        Require.Shape(state.Shape, nameof(state), "(bins,)", session.Bins.Trial.Length);
    }

    private static byte[] Known(BciSession session, NdArray<double> state)
    {
        byte[] usable = session.Bins.Usable.ToArray();
        for (int bin = 0; bin < usable.Length; bin++)
        {
            if (!double.IsFinite(state[bin]))
                usable[bin] = 0;
        }

        return usable;
    }

    private static int[] GroupOfTrial(BciSession session, NdArray<double> state, byte[] usable, int groups)
    {
        SessionIndex index = session.Index;
        int trials = index.TrialTarget.Length;
        double[] sums = new double[trials];
        int[] counts = new int[trials], group = new int[trials];
        Array.Fill(group, -1);
        for (int bin = 0; bin < usable.Length; bin++)
        {
            if (usable[bin] == 0)
                continue;
            sums[index.TrialOfBin[bin]] += state[bin];
            counts[index.TrialOfBin[bin]]++;
        }

        IEnumerable<int> held = Enumerable.Range(0, trials).Where(trial => counts[trial] > 0);
        foreach (IGrouping<(int Block, int Target), int> cell in held.GroupBy(trial => (index.TrialBlock[trial], index.TrialTarget[trial])))
        {
            int[] own = [.. cell.OrderBy(trial => sums[trial] / counts[trial]).ThenBy(trial => trial)];
            for (int rank = 0; rank < own.Length; rank++)
                group[own[rank]] = rank * groups / own.Length;
        }

        return group;
    }

    private static BciSession With(BciSession session, NdArray<double> activity, byte[] usable, bool stored)
    {
        SessionBins bins = session.Bins;
        return new BciSession(
            session.Blocks,
            session.Decoders,
            new SessionBins
            {
                Block = bins.Block,
                Trial = bins.Trial,
                Time = bins.Time,
                Usable = NdArray<byte>.Copy(usable, usable.Length),
                PositionMm = bins.PositionMm,
                TargetPositionMm = bins.TargetPositionMm,
                TargetDeg = bins.TargetDeg,
                DirectionDeg = bins.DirectionDeg,
                CursorVelocityMmS = stored ? bins.CursorVelocityMmS : null,
                CursorVelocityBeforeMmS = stored ? bins.CursorVelocityBeforeMmS : null,
                Counts = stored ? bins.Counts : null,
                Columns = bins.Columns,
                Activity = activity,
                VelocityMmS = stored ? bins.VelocityMmS : new Dictionary<string, NdArray<double>>(),
                ProgressMmS = stored ? bins.ProgressMmS : new Dictionary<string, NdArray<double>>(),
            },
            session.Trials,
            session.BinSeconds)
        {
            Layout = session.Layout,
            ActivityKind = session.ActivityKind,
            LatentMap = stored ? session.LatentMap : null,
            Notes = session.Notes,
        };
    }
}
