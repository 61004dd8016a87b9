using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>Compressed rows: the even and the odd weights of a row in two accumulators, then even + odd.</summary>
internal sealed unsafe class SparseTerm<TLane, T, V> : PackedTerm<T>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private readonly AlignedMemory<int> _offsets;
    private readonly AlignedMemory<int> _columns;
    private readonly AlignedMemory<T> _weights;

    public SparseTerm(SparseCoupling coupling, double gain, int paddedUnits, StopSignal stop)
    {
        stop.ThrowIfRaised();
        ReadOnlySpan<int> offsets = coupling.Offsets.Span, columns = coupling.Columns.Span;
        ReadOnlySpan<double> weights = coupling.Weights.Span;
        _offsets = new AlignedMemory<int>(paddedUnits + 1);
        _columns = new AlignedMemory<int>(columns.Length);
        _weights = new AlignedMemory<T>(weights.Length);
        for (int i = 0; i <= paddedUnits; i++)
            _offsets.Start[i] = offsets[Math.Min(i, coupling.Units)];
        for (int at = 0; at < columns.Length; at++)
        {
            _columns.Start[at] = columns[at];
            _weights.Start[at] = Element.From<T>(gain * weights[at]);
        }
    }

    public override long Bytes => ((_offsets.Length + _columns.Length) * sizeof(int)) + (_weights.Length * sizeof(T));

    public override void Rows(T* x, T* work, int firstRow, int rows, T* u)
        => Product(_offsets.Start + firstRow, _columns.Start, _weights.Start, rows, x, u);

    public override void Dispose()
    {
        _offsets.Dispose();
        _columns.Dispose();
        _weights.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product(int* offsets, int* columns, T* weights, int rows, T* x, T* u)
    {
        for (int row = 0; row < rows; row++, u += L)
        {
            int from = offsets[row], to = offsets[row + 1];
            for (int strip = 0; strip < L; strip += TLane.Width)
            {
                V even = TLane.Zero, odd = TLane.Zero;
                int at = from;
                for (; at + 1 < to; at += 2)
                {
                    even = TLane.Fma(TLane.Broadcast(weights + at), TLane.Load(x + ((long)columns[at] * L) + strip), even);
                    odd = TLane.Fma(TLane.Broadcast(weights + at + 1), TLane.Load(x + ((long)columns[at + 1] * L) + strip), odd);
                }

                if (at < to)
                    even = TLane.Fma(TLane.Broadcast(weights + at), TLane.Load(x + ((long)columns[at] * L) + strip), even);
                TLane.Store(u + strip, TLane.Add(even, odd));
            }
        }
    }
}
