using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>A matrix in line panels: [(panel · columns + k) · L + row in the panel], rows padded to L with zeros.</summary>
internal static unsafe class DensePanels
{
    /// <summary>Packs factor · matrix[row, k], row-major or transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static AlignedMemory<T> Pack<T>(ReadOnlySpan<double> matrix, int rows, int columns, bool transposed, double factor, StopSignal stop)
        where T : unmanaged
    {
        int lines = 64 / sizeof(T);
        long panels = (rows + (long)lines - 1) / lines, row = transposed ? 1 : columns, column = transposed ? rows : 1;

        // Every place is written below, so nothing is cleared before.
        var packed = new AlignedMemory<T>(panels * columns * lines, cleared: false);
        fixed (double* start = matrix)
        {
            for (long panel = 0; panel < panels; panel++)
            {
                stop.ThrowIfRaised();
                long first = panel * lines;
                Panel(start + (first * row), row, column, (int)Math.Min(lines, rows - first), columns, factor, packed.Start + (first * columns));
            }
        }

        return packed;
    }

    /// <summary>Line by line, so that what is written lies together; the rows that are read are few enough to be followed at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<T>(double* from, long row, long column, int held, int columns, double factor, T* to)
        where T : unmanaged
    {
        int lines = 64 / sizeof(T);
        for (T* end = to + ((long)columns * lines); to < end; to += lines, from += column)
        {
            int line = 0;
            for (; line < held; line++)
                to[line] = Element.From<T>(factor * from[line * row]);
            for (; line < lines; line++)
                to[line] = default;
        }
    }
}
