using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;
using FlrInterop.Boundary;

namespace FlrInterop.Tensors;

/// <summary>A number format that crosses the boundary, and its C# type.</summary>
internal sealed unsafe class ElementType<T>(string name, string format, IArrowType arrow) : ElementType(name, format, Unsafe.SizeOf<T>(), arrow)
    where T : unmanaged
{
    public override Tensor Borrow(BorrowedBatch owner, byte* start, int[] shape)
    {
        int count = NdShape.Count(shape);
        if (count == 0)
            return new Tensor<T>(new NdArray<T>(ReadOnlyMemory<T>.Empty, shape));
#pragma warning disable CA2000 // It owns nothing: the batch does.
        var memory = new BorrowedMemory<T>(owner, (T*)start, count);
#pragma warning restore CA2000
        return new Tensor<T>(new NdArray<T>(memory.Memory, shape));
    }

    public override Tensor Copy(ReadOnlySpan<byte> bytes, int[] shape)
        => new Tensor<T>(NdArray<T>.Copy(MemoryMarshal.Cast<byte, T>(bytes)[..NdShape.Count(shape)], shape));
}
