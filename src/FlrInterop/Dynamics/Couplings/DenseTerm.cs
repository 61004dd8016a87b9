using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>A full matrix in line panels.</summary>
internal sealed unsafe class DenseTerm<TLane, T, V> : PackedTerm<T>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    // A piece of a panel of so many columns, 16 KB, and the chunk's states that it meets stay in the nearest cache.
    private const int ColumnsTogether = 256;
    private readonly AlignedMemory<T> _panels;
    private readonly int _units;

    public DenseTerm(DenseCoupling coupling, double gain, StopSignal stop)
    {
        _units = coupling.Units;
        _panels = DensePanels.Pack<T>(coupling.Weights.Span, _units, _units, false, gain, stop);
    }

    public override long Bytes => _panels.Length * sizeof(T);

    public override void Rows(T* x, T* work, int firstRow, int rows, T* u)
        => DenseTiles<TLane, T, V>.Rows(_panels.Start, _units, firstRow, rows, 0, _units, x, u);

    /// <summary>
    /// The same outputs for several chunks, to the bit: the panels are read once for all of them, in pieces of columns after each of
    /// which the sums wait in u.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ChunkRows(int chunks, T* x, long chunk, T* work, long workChunk, int firstRow, int rows, T* u, long uChunk)
    {
        int tile = DenseTiles<TLane, T, V>.TileRows, step = (L + chunks - 1) / chunks;
        long panel = (long)_units * L;
        for (int from = 0; from < _units; from += ColumnsTogether)
        {
            int to = Math.Min(_units, from + ColumnsTogether);
            for (int row = 0; row < rows; row += tile)
            {
                // The piece that comes next: of the panels below, or of the columns to the right.
                T* piece = _panels.Start + ((firstRow + row) / L * panel) + (from * (long)L);
                T* ahead = row + tile < rows ? piece + (tile / L * panel) : _panels.Start + (firstRow / L * panel) + (to * (long)L);
                for (int at = 0; at < chunks; at++, ahead += (to - from) * step)
                {
                    DenseTiles<TLane, T, V>.Rows(
                        _panels.Start, _units, firstRow + row, Math.Min(tile, rows - row), from, to, x + (at * chunk), u + (at * uChunk) + ((long)row * L), from > 0, ahead, step);
                }
            }
        }
    }

    /// <summary>The same outputs for a single trajectory.</summary>
    public void Line(T* x, int firstRow, int rows, T* u) => LineTiles<TLane, T, V>.Rows(_panels.Start, _units, firstRow, rows, x, u);

    public override void Dispose() => _panels.Dispose();
}
