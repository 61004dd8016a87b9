using System.Globalization;

namespace FlrInterop;

/// <summary>What a session's tables must hold, each by itself.</summary>
internal static class SessionChecks
{
    public static void Blocks(IReadOnlyList<SessionBlock> blocks, IReadOnlyList<Decoder> decoders)
    {
        if (blocks.Count < 1)
            throw new DataFormatException("the session has no blocks, expected one or more: the intuitive one first, then the perturbed one");
        if (blocks.Select(b => b.Index).Distinct().Count() < blocks.Count || blocks.Select(b => b.Name).Distinct().Count() < blocks.Count)
            throw new DataFormatException("two blocks share an index or a name, expected them all different");
        if (decoders.Select(d => d.Name).Distinct().Count() < decoders.Count)
            throw new DataFormatException("two decoders share a name, expected them all different");
        foreach (SessionBlock block in blocks.Where(b => b.Decoder is not null))
            Known(block.Decoder!, decoders.Select(d => d.Name), $"the decoder of block '{block.Name}'");
    }

    public static void Trials(SessionTrials trials)
    {
        int count = trials.Trial.Length;
        Require.Shape(trials.Trial.Shape, "trials.trial", "(trials,)", count);
        Require.Shape(trials.Block.Shape, "trials.block", "(trials,)", count);
        Require.Shape(trials.TargetDeg.Shape, "trials.target_deg", "(trials,)", count);
        foreach (double degrees in trials.TargetDeg.Span)
        {
            if (double.IsInfinity(degrees))
                throw Require.Refused("trials.target_deg", degrees, "finite degrees, or NaN where the target is not known");
        }

        if (trials.TimeS is { } time)
            Require.Shape(time.Shape, "trials.time_s", "(trials,)", count);
        if (trials.Inferred is { } inferred)
        {
            Require.Shape(inferred.Shape, "trials.inferred", "(trials,)", count);
            Flags(inferred.Span, "trials.inferred");
        }

        if (trials.Success is { } success)
        {
            Require.Shape(success.Shape, "trials.success", "(trials,)", count);
            Flags(success.Span, "trials.success");
        }
    }

    public static void Bins(SessionBins bins, IReadOnlyList<Decoder> decoders)
    {
        int count = bins.Trial.Length;
        Require.Shape(bins.Trial.Shape, "bins.trial", "(bins,)", count);
        Require.Shape(bins.Block.Shape, "bins.block", "(bins,)", count);
        Require.Shape(bins.Time.Shape, "bins.time", "(bins,)", count);
        Require.Shape(bins.Usable.Shape, "bins.usable", "(bins,)", count);
        Optional(bins.PositionMm, "bins.position_mm", count, 2);
        Optional(bins.TargetPositionMm, "bins.target_position_mm", count, 2);
        Optional(bins.CursorVelocityMmS, "bins.cursor_velocity_mm_s", count, 2);
        Optional(bins.CursorVelocityBeforeMmS, "bins.cursor_velocity_before_mm_s", count, 2);
        Optional(bins.DirectionDeg, "bins.direction_deg", count);
        Optional(bins.Counts, "bins.counts", count, -1);
        foreach ((string name, NdArray<double> column) in bins.Columns)
            Optional(column, $"bins.columns of '{name}'", count);
        Require.Shape(bins.TargetDeg.Shape, "bins.target_deg", "(bins,)", count);
        Require.Shape(bins.Activity.Shape, "bins.activity", "(bins, units)", count, -1);
        Flags(bins.Usable.Span, "bins.usable");
        foreach (Decoder decoder in decoders)
            Require.Shape(decoder.Weights.Shape, $"the weights of decoder '{decoder.Name}'", "(2, units)", 2, bins.Activity.Shape[1]);
        foreach ((string name, NdArray<double> velocity) in bins.VelocityMmS)
        {
            Known(name, decoders.Select(d => d.Name), "bins.velocity_mm_s");
            Require.Shape(velocity.Shape, $"bins.velocity_mm_s of '{name}'", "(bins, 2)", count, 2);
        }

        foreach ((string name, NdArray<double> progress) in bins.ProgressMmS)
        {
            Known(name, decoders.Select(d => d.Name), "bins.progress_mm_s");
            Require.Shape(progress.Shape, $"bins.progress_mm_s of '{name}'", "(bins,)", count);
        }

        Finite(bins);
    }

    public static void LatentMap(LatentMap map, SessionBins bins)
    {
        Require.Shape(map.Weights.Shape, "the weights of the latent map", "(latents, units)", bins.Activity.Shape[1], bins.Counts?.Shape[1] ?? -1);
    }

    /// <summary>The name is one of those known.</summary>
    public static void Known(string name, IEnumerable<string> names, string what)
    {
        if (!names.Contains(name))
            throw new UnknownNameException($"{what} is '{name}', expected one of {string.Join(", ", names.Select(n => $"'{n}'"))}");
    }

    // Only usable bins count anywhere, so only they must be complete.
    private static void Finite(SessionBins bins)
    {
        for (int bin = 0; bin < bins.Usable.Length; bin++)
        {
            if (bins.Usable.Span[bin] == 0)
                continue;
            Activity(bins, bin);
            if (bins.DirectionDeg is { } direction)
            {
                Finite([direction[bin]], bin, "bins.direction_deg");
                continue;
            }

            if (bins.PositionMm is null || bins.TargetPositionMm is null)
                continue;
            Finite(bins.PositionMm.Row(bin), bin, "bins.position_mm");
            Finite(bins.TargetPositionMm.Row(bin), bin, "bins.target_position_mm");
            if (bins.PositionMm.Row(bin).SequenceEqual(bins.TargetPositionMm.Row(bin)))
                throw new ParameterException($"the cursor is on the target in bin {bin}, where the direction to it is not defined. Hint: set usable to 0 there");
        }
    }

    // A unit that is nowhere a number is another mistake than a bin that is not.
    private static void Activity(SessionBins bins, int bin)
    {
        int place = Array.FindIndex(bins.Activity.Row(bin).ToArray(), value => !double.IsFinite(value));
        if (place < 0)
            return;
        int usable = 0, finite = 0;
        for (int other = 0; other < bins.Usable.Length; other++)
        {
            usable += bins.Usable.Span[other];
            finite += bins.Usable.Span[other] != 0 && double.IsFinite(bins.Activity[other, place]) ? 1 : 0;
        }

        if (finite == 0)
            throw new ParameterException(string.Create(CultureInfo.InvariantCulture, $"column {place + 1} of bins.activity holds no finite number in any of {usable} usable bins. Hint: leave this unit out of bins and decoders"));
        Finite(bins.Activity.Row(bin), bin, "bins.activity");
    }

    private static void Finite(ReadOnlySpan<double> values, int bin, string what)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                throw new ParameterException(string.Create(CultureInfo.InvariantCulture, $"{what} holds {value} in usable bin {bin}, expected finite numbers only. Hint: set usable to 0 there"));
        }
    }

    private static void Optional(NdArray<double>? column, string what, params int[] shape)
    {
        if (column is not null)
            Require.Shape(column.Shape, what, shape.Length == 1 ? "(bins,)" : shape[1] < 0 ? "(bins, units)" : "(bins, 2)", shape);
    }

    private static void Flags(ReadOnlySpan<byte> values, string what)
    {
        int other = values.IndexOfAnyExcept((byte)0, (byte)1);
        if (other >= 0)
            throw new ParameterException($"{what} holds {values[other]} in row {other}, expected 0 or 1");
    }
}
