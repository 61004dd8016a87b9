namespace FlrInterop.Numerics;

/// <summary>A full matrix in line panels.</summary>
internal sealed unsafe class DenseTerm<TLane, T, V> : PackedTerm<T>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
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

    /// <summary>The same outputs for a single trajectory.</summary>
    public void Line(T* x, int firstRow, int rows, T* u) => LineTiles<TLane, T, V>.Rows(_panels.Start, _units, firstRow, rows, x, u);

    public override void Dispose() => _panels.Dispose();
}
