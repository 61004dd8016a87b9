using FlrInterop.Boundary;

namespace FlrInterop.Tensors;

/// <summary>An <see cref="NdArray{T}"/> of whichever number format.</summary>
internal abstract unsafe class Tensor
{
    public abstract ElementType Element { get; }

    public abstract ReadOnlySpan<int> Shape { get; }

    /// <summary>The numbers as bytes, not copied.</summary>
    public abstract ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Gives the tensor away under a name; the receiver owns both structures and releases them.</summary>
    public void Export(CBlock* block, string name)
    {
        ExportedSchema.Write(&block->Schema, name, Element, Shape);
        ExportArray(&block->Array);
    }

    private protected abstract void ExportArray(CArray* array);
}
