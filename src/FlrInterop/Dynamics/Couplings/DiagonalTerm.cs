using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>A diagonal: one product a unit.</summary>
internal sealed unsafe class DiagonalTerm<TLane, T, V> : PackedTerm<T>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private readonly AlignedMemory<T> _weights;

    public DiagonalTerm(DiagonalCoupling coupling, double gain, int paddedUnits)
    {
        _weights = new AlignedMemory<T>(paddedUnits);
        ReadOnlySpan<double> weights = coupling.Weights.Span;
        for (int i = 0; i < weights.Length; i++)
            _weights.Start[i] = Element.From<T>(gain * weights[i]);
    }

    public override long Bytes => _weights.Length * sizeof(T);

    public override void Rows(T* x, T* work, int firstRow, int rows, T* u)
        => Product(_weights.Start + firstRow, x + ((long)firstRow * L), rows, u);

    public override void Dispose() => _weights.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product(T* weights, T* x, int rows, T* u)
    {
        for (int row = 0; row < rows; row++)
        {
            V weight = TLane.Broadcast(weights + row);
            for (int strip = 0; strip < L; strip += TLane.Width, x += TLane.Width, u += TLane.Width)
                TLane.Store(u, TLane.Multiply(weight, TLane.Load(x)));
        }
    }
}
