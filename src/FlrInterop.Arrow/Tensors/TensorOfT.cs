using FlrInterop.Boundary;

namespace FlrInterop.Tensors;

/// <summary>An <see cref="NdArray{T}"/> on its way across.</summary>
internal sealed unsafe class Tensor<T>(NdArray<T> values) : Tensor
    where T : unmanaged
{
    public NdArray<T> Values => values;

    public override ElementType Element { get; } = ElementType.Of<T>();

    public override ReadOnlySpan<int> Shape => values.Shape;

    public override ReadOnlyMemory<byte> Bytes => new ByteView<T>(values.Memory).Memory;

    private protected override void ExportArray(CArray* array) => ExportedTensor.Write(array, values);
}
