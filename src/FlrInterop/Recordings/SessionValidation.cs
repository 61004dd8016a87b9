namespace FlrInterop;

/// <summary>Stored velocities, stored progress and the moves of the cursor against what activity and decoders give.</summary>
internal static class SessionValidation
{
    // Some files passed through single precision.
    private const double VelocityFraction = 1e-6;
    private const double ProgressMmS = 1e-9;

    // A stored direction was rounded too.
    private const double ProgressFraction = 1e-9;

    public static IReadOnlyList<SessionCheck> Of(BciSession session)
    {
        var rows = new List<SessionCheck>();
        for (int block = 0; block < session.Blocks.Count; block++)
        {
            foreach (Decoder decoder in session.Decoders)
            {
                if (session.Bins.VelocityMmS.TryGetValue(decoder.Name, out NdArray<double>? velocity))
                    rows.Add(Velocity(session, block, decoder, velocity));
                if (session.Bins.ProgressMmS.TryGetValue(decoder.Name, out NdArray<double>? progress))
                    rows.Add(Progress(session, block, decoder, progress));
            }

            if (session is { LatentMap: { } map, Bins.Counts: { } counts })
                rows.Add(Latents(session, block, map, counts));
            if (session.Blocks[block].Decoder is null)
            {
                if (session.Bins is { CursorVelocityMmS: { } cursor, PositionMm: { } position } && !double.IsNaN(session.BinSeconds))
                    rows.Add(Steps(session, block, cursor, position));
            }
            else if (session.Bins.CursorVelocityMmS is { } cursor)
            {
                rows.Add(Updates(session, block, cursor));
            }
            else if (session.Bins.PositionMm is { } position && !double.IsNaN(session.BinSeconds))
            {
                rows.Add(Moves(session, block, position));
            }
        }

        // Where no bin could be compared there is nothing to say.
        rows.RemoveAll(row => row.Bins == 0);
        return rows;
    }

    private static SessionCheck Velocity(BciSession session, int block, Decoder decoder, NdArray<double> stored)
    {
        var largest = new Largest();
        NdArray<double> computed = session.Velocity(decoder.Name);
        for (int bin = 0; bin < stored.Shape[0]; bin++)
        {
            if (InBlock(session, bin, block))
                largest.See(stored[bin, 0], stored[bin, 1], computed[bin, 0], computed[bin, 1]);
        }

        return largest.Row($"velocity ({decoder.Name} decoder)", session.Blocks[block].Name, VelocityFraction * largest.Magnitude);
    }

    // Progress is taken from the stored velocity where there is one, so that only the direction is put to the test.
    private static SessionCheck Progress(BciSession session, int block, Decoder decoder, NdArray<double> stored)
    {
        var largest = new Largest();
        bool fromStored = session.Bins.VelocityMmS.TryGetValue(decoder.Name, out NdArray<double>? velocity);
        NdArray<double> computed = CursorProgress.Of(session, velocity ?? session.Velocity(decoder.Name));
        for (int bin = 0; bin < stored.Length; bin++)
        {
            if (InBlock(session, bin, block))
                largest.See(stored[bin], 0, computed[bin], 0);
        }

        double exact = session.Bins.DirectionDeg is null ? ProgressMmS : Math.Max(ProgressMmS, ProgressFraction * largest.Magnitude);
        return largest.Row(
            $"progress ({decoder.Name} decoder)", session.Blocks[block].Name, fromStored ? exact : VelocityFraction * largest.Magnitude);
    }

    // v_t from the cursor's own moves against M1 v_{t−1} + M2 z_t + M0: this also tells which decoder was in use.
    private static SessionCheck Moves(BciSession session, int block, NdArray<double> position)
    {
        var largest = new Largest();
        SessionBins bins = session.Bins;
        Decoder decoder = session.Decoder(session.Blocks[block].Decoder!);
        ReadOnlySpan<double> m1 = decoder.Smoothing.Span;
        for (int bin = 2; bin < bins.Trial.Length; bin++)
        {
            bool run = InBlock(session, bin, block) && bins.Usable[bin] == 1 && bins.Usable[bin - 1] == 1
                && bins.Trial[bin - 2] == bins.Trial[bin] && bins.Time[bin] - bins.Time[bin - 2] == 2;
            if (!run)
                continue;
            (double x, double y) = Move(bin);
            (double beforeX, double beforeY) = Move(bin - 1);
            (double ownX, double ownY) = decoder.Single(bins.Activity.Row(bin));
            largest.See(x, y, (m1[0] * beforeX) + (m1[1] * beforeY) + ownX, (m1[2] * beforeX) + (m1[3] * beforeY) + ownY);
        }

        return largest.Row($"cursor velocity ({decoder.Name} decoder)", session.Blocks[block].Name, VelocityFraction * largest.Magnitude);

        (double X, double Y) Move(int bin) => (
            (position[bin, 0] - position[bin - 1, 0]) / session.BinSeconds,
            (position[bin, 1] - position[bin - 1, 1]) / session.BinSeconds);
    }

    // The stored velocity of the cursor against M1 v_before + M2 z + M0, frozen bins too.
    private static SessionCheck Updates(BciSession session, int block, NdArray<double> cursor)
    {
        var largest = new Largest();
        SessionBins bins = session.Bins;
        Decoder decoder = session.Decoder(session.Blocks[block].Decoder!);
        ReadOnlySpan<double> m1 = decoder.Smoothing.Span;
        for (int bin = 0; bin < bins.Trial.Length; bin++)
        {
            if (!InBlock(session, bin, block))
                continue;
            (double x, double y) = Before(bin);
            (double ownX, double ownY) = decoder.Single(bins.Activity.Row(bin));
            largest.See(cursor[bin, 0], cursor[bin, 1], (m1[0] * x) + (m1[1] * y) + ownX, (m1[2] * x) + (m1[3] * y) + ownY);
        }

        return largest.Row($"cursor velocity ({decoder.Name} decoder)", session.Blocks[block].Name, VelocityFraction * largest.Magnitude);

        (double X, double Y) Before(int bin)
        {
            if (bins.CursorVelocityBeforeMmS is { } before)
                return (before[bin, 0], before[bin, 1]);
            bool follows = bin > 0 && bins.Trial[bin - 1] == bins.Trial[bin] && bins.Time[bin] - bins.Time[bin - 1] == 1;
            return follows ? (cursor[bin - 1, 0], cursor[bin - 1, 1]) : (double.NaN, double.NaN);
        }
    }

    // Without a decoder the cursor's moves can only be put beside its stored velocity.
    private static SessionCheck Steps(BciSession session, int block, NdArray<double> cursor, NdArray<double> position)
    {
        var largest = new Largest();
        SessionBins bins = session.Bins;
        for (int bin = 1; bin < bins.Trial.Length; bin++)
        {
            if (InBlock(session, bin, block) && bins.Usable[bin] == 1 && bins.Trial[bin - 1] == bins.Trial[bin] && bins.Time[bin] - bins.Time[bin - 1] == 1)
            {
                double x = (position[bin, 0] - position[bin - 1, 0]) / session.BinSeconds, y = (position[bin, 1] - position[bin - 1, 1]) / session.BinSeconds;
                largest.See(cursor[bin, 0], cursor[bin, 1], x, y);
            }
        }

        return largest.Row("cursor velocity (from its moves)", session.Blocks[block].Name, VelocityFraction * largest.Magnitude);
    }

    private static SessionCheck Latents(BciSession session, int block, LatentMap map, NdArray<double> counts)
    {
        var largest = new Largest();
        var latents = new double[session.Units];
        for (int bin = 0; bin < counts.Shape[0]; bin++)
        {
            if (!InBlock(session, bin, block))
                continue;
            map.Of(counts.Row(bin), latents);
            for (int j = 0; j < latents.Length; j++)
                largest.See(session.Bins.Activity[bin, j], 0, latents[j], 0, j == 0);
        }

        return largest.Row("latents from counts", session.Blocks[block].Name, VelocityFraction * largest.Magnitude);
    }

    private static bool InBlock(BciSession session, int bin, int block) => session.Index.TrialBlock[session.Index.TrialOfBin[bin]] == block;

    private sealed class Largest
    {
        private double _error;
        private int _bins;

        public double Magnitude { get; private set; }

        // A stored value that is missing cannot be compared; the row tells how many bins were.
        public void See(double x, double y, double computedX, double computedY, bool newBin = true)
        {
            double error = Math.Max(Math.Abs(x - computedX), Math.Abs(y - computedY));
            if (double.IsNaN(error))
                return;
            _error = Math.Max(_error, error);
            Magnitude = Math.Max(Magnitude, Math.Max(Math.Abs(x), Math.Abs(y)));
            _bins += newBin ? 1 : 0;
        }

        public SessionCheck Row(string quantity, string block, double tolerance) => new(quantity, block, _bins > 0 ? _error : double.NaN, tolerance, _bins);
    }
}
