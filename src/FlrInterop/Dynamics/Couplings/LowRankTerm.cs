using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>β U Vᵀ as two panel products: a = Vᵀ x, k ascending within blocks of 512 units and the blocks added in order; then (β U) a, r ascending.</summary>
internal sealed unsafe class LowRankTerm<TLane, T, V> : PackedTerm<T>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private const int Block = 512;
    private readonly AlignedMemory<T> _left;
    private readonly AlignedMemory<T> _right;
    private readonly int _units;
    private readonly int _rank;
    private readonly int _rankRows;

    public LowRankTerm(LowRankCoupling coupling, double gain, StopSignal stop)
    {
        (_units, _rank) = (coupling.Units, coupling.Rank);
        _rankRows = (_rank + L - 1) / L * L;
        _left = DensePanels.Pack<T>(coupling.Left.Span, _units, _rank, false, gain, stop);
        _right = DensePanels.Pack<T>(coupling.Right.Span, _rank, _units, true, 1, stop);
    }

    public override long Bytes => (_left.Length + _right.Length) * sizeof(T);

    public override long WorkLength => 2L * (_rankRows + DenseTiles<TLane, T, V>.SpareRows) * L;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Prepare(T* x, T* work, StopSignal stop)
    {
        T* part = work + (WorkLength / 2);
        for (int from = 0; from < _units; from += Block)
        {
            stop.ThrowIfRaised();
            DenseTiles<TLane, T, V>.Rows(_right.Start, _units, 0, _rankRows, from, Math.Min(from + Block, _units), x, from == 0 ? work : part);
            if (from > 0)
                Lines<TLane, T, V>.Add(work, part, _rankRows * L);
        }
    }

    public override void Rows(T* x, T* work, int firstRow, int rows, T* u)
        => DenseTiles<TLane, T, V>.Rows(_left.Start, _rank, firstRow, rows, 0, _rank, work, u);

    public override void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }
}
