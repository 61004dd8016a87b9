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
        long panels = (rows + (long)lines - 1) / lines;
        var packed = new AlignedMemory<T>(panels * columns * lines);
        for (long panel = 0; panel < panels; panel++)
        {
            stop.ThrowIfRaised();
            T* to = packed.Start + (panel * columns * lines);
            int first = (int)(panel * lines), held = Math.Min(lines, rows - first);
            for (int row = first; row < first + held; row++, to++)
            {
                if (transposed)
                {
                    for (int k = 0; k < columns; k++)
                        to[(long)k * lines] = Element.From<T>(factor * matrix[(int)(((long)k * rows) + row)]);
                }
                else
                {
                    ReadOnlySpan<double> from = matrix.Slice((int)((long)row * columns), columns);
                    for (int k = 0; k < from.Length; k++)
                        to[(long)k * lines] = Element.From<T>(factor * from[k]);
                }
            }
        }

        return packed;
    }
}
