namespace FlrInterop;

/// <summary>Takes from a coupling what a mask leaves of it, one row at a time, so that its matrix is never made beside the result.</summary>
internal static class Masking
{
    // Below a quarter, products in compressed rows are as fast as with the whole matrix, and the memory is at most a third.
    private const int CompressedBelowOneIn = 4;

    public static MaskedCoupling Apply(Coupling coupling, NdArray<byte> mask)
    {
        int units = coupling.Units;
        Require.Shape(mask.Shape, "mask", "(units, units)", units, units);
        byte[] row = new byte[units];
        int[] room = new int[units];
        long existing = 0;
        for (int i = 0; i < units; i++)
            existing += Columns(coupling, mask, i, row, room).Length;
        return existing <= (long)units * units / CompressedBelowOneIn
            ? Compressed(coupling, mask, (int)existing, row, room)
            : Whole(coupling, mask, row, room);
    }

    private static MaskedCoupling Compressed(Coupling coupling, NdArray<byte> mask, int existing, byte[] row, int[] room)
    {
        NdArray<int> offsets = NdArray<int>.Create(out Span<int> starts, coupling.Units + 1);
        NdArray<int> columns = NdArray<int>.Create(out Span<int> presynaptic, existing);
        NdArray<double> weights = NdArray<double>.Create(out Span<double> values, existing);
        values.Clear();
        starts[0] = 0;
        for (int i = 0; i < coupling.Units; i++)
        {
            ReadOnlySpan<int> found = Columns(coupling, mask, i, row, room);
            found.CopyTo(presynaptic[starts[i]..]);
            coupling.AddEntries(i, found, values.Slice(starts[i], found.Length));
            starts[i + 1] = starts[i] + found.Length;
        }

        return new MaskedCoupling(new SparseCoupling(offsets, columns, weights));
    }

    private static MaskedCoupling Whole(Coupling coupling, NdArray<byte> mask, byte[] row, int[] room)
    {
        int units = coupling.Units;
        NdArray<double> weights = NdArray<double>.Create(out Span<double> values, units, units);
        NdArray<byte> exists = NdArray<byte>.Create(out Span<byte> bytes, units, units);
        double[] found = new double[units];
        values.Clear();
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<int> columns = Columns(coupling, mask, i, row, room);
            Array.Clear(found);
            coupling.AddEntries(i, columns, found);
            for (int at = 0; at < columns.Length; at++)
                values[(i * units) + columns[at]] = found[at];
            row.CopyTo(bytes[(i * units)..]);
        }

        return new MaskedCoupling(weights, exists);
    }

    /// <summary>The existing connections of a row: those of the mask that the coupling itself does not leave out. The row holds 1 for each.</summary>
    private static ReadOnlySpan<int> Columns(Coupling coupling, NdArray<byte> mask, int i, byte[] row, int[] room)
    {
        ReadOnlySpan<byte> given = mask.Span.Slice(i * row.Length, row.Length);
        for (int j = 0; j < row.Length; j++)
            row[j] = given[j] == 0 ? (byte)0 : (byte)1;
        coupling.ClearMissing(i, row);
        int count = 0;
        for (int j = 0; j < row.Length; j++)
        {
            if (row[j] != 0)
                room[count++] = j;
        }

        return room.AsSpan(0, count);
    }
}
