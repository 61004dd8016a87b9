namespace FlrInterop;

/// <summary>Checks that a coupling has no weight where its network allows none, nor of a sign that its network does not allow.</summary>
internal static class Connectivity
{
    public static NdArray<byte> CheckedMask(Coupling coupling, NdArray<byte> mask)
    {
        int units = coupling.Units;
        Require.Shape(mask.Shape, "mask", "(units, units)", units, units);
        int[] room = new int[units];
        double[] found = new double[units];
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<byte> exists = mask.Row(i);
            ReadOnlySpan<int> columns = Stored(coupling, i, room, found);
            for (int at = 0; at < columns.Length; at++)
            {
                if (exists[columns[at]] == 0 && found[at] != 0)
                    throw Require.Refused($"coupling[{i}, {columns[at]}]", found[at], "0 where the mask is 0", "take coupling.Masked(mask)");
            }
        }

        return mask;
    }

    /// <summary>The connections that may be: those of the mask that the coupling does not leave out itself; null where all may.</summary>
    public static NdArray<byte>? Of(Coupling coupling, NdArray<byte>? mask)
    {
        if (!coupling.IsMasked)
            return mask;
        if (mask is null && coupling is MaskedCoupling { Mask: { } own })
            return own;
        int units = coupling.Units;
        NdArray<byte> made = NdArray<byte>.Create(out Span<byte> exists, units, units);
        exists.Fill(1);
        mask?.Span.CopyTo(exists);
        for (int i = 0; i < units; i++)
            coupling.ClearMissing(i, exists.Slice(i * units, units));
        return made;
    }

    public static NdArray<double> CheckedDale(Coupling coupling, NdArray<double> dale)
    {
        int units = coupling.Units;
        Require.Shape(dale.Shape, "dale", "(units,)", units);
        ReadOnlySpan<double> signs = dale.Span;
        for (int j = 0; j < units; j++)
        {
            if (signs[j] is not (1 or -1 or 0))
                throw Require.Refused($"dale[{j}]", signs[j], "1, −1 or 0");
        }

        int[] room = new int[units];
        double[] found = new double[units];
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<int> columns = Stored(coupling, i, room, found);
            for (int at = 0; at < columns.Length; at++)
            {
                int j = columns[at];
                if (found[at] * signs[j] < 0)
                    throw Require.Refused($"coupling[{i}, {j}]", found[at], $"the sign of dale[{j}] = {signs[j]}", "weights are [post, pre]");
            }
        }

        return dale;
    }

    /// <summary>The stored places of a row and their weights, so that no matrix is made to look at them.</summary>
    private static ReadOnlySpan<int> Stored(Coupling coupling, int row, Span<int> room, Span<double> weights)
    {
        ReadOnlySpan<int> columns = coupling.StoredColumns(row, room);
        weights[..columns.Length].Clear();
        coupling.AddEntries(row, columns, weights);
        return columns;
    }
}
