using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FlrInterop.Tensors;

namespace FlrInterop.Boundary;

/// <summary>
/// The schema of a tensor given away: a fixed-size list under the extension name arrow.fixed_shape_tensor. One native block
/// holds the texts and the child; it is freed when both structures are released, in any order.
/// </summary>
internal static unsafe class ExportedSchema
{
    private struct Block
    {
        public int Owners;
        public CSchema Child;
        public CSchema* ChildAddress;
    }

    public static void Write(CSchema* target, string name, ElementType element, ReadOnlySpan<int> shape)
    {
        byte[] listFormat = Terminated($"+w:{NdShape.Count(shape)}");
        byte[] listName = Terminated(name);
        byte[] itemFormat = Terminated(element.Format);
        byte[] itemName = Terminated("item");
        byte[] metadata = SchemaMetadata.Encode((TensorExtension.NameKey, TensorExtension.Name), (TensorExtension.MetadataKey, TensorExtension.Encode(shape)));
        int texts = listFormat.Length + listName.Length + itemFormat.Length + itemName.Length + metadata.Length;

        var block = (Block*)NativeMemory.AllocZeroed((nuint)(sizeof(Block) + texts));
        byte* free = (byte*)(block + 1);
        block->Owners = 2;
        block->ChildAddress = &block->Child;
        block->Child = new CSchema
        {
            Metadata = null,
            Format = Place(ref free, itemFormat),
            Name = Place(ref free, itemName),
            Flags = CSchema.Nullable,
            Release = &Release,
            PrivateData = block,
        };
        *target = new CSchema
        {
            Format = Place(ref free, listFormat),
            Name = Place(ref free, listName),
            Metadata = Place(ref free, metadata),
            Flags = 0,
            ChildCount = 1,
            Children = &block->ChildAddress,
            Release = &Release,
            PrivateData = block,
        };
        LiveCounts.Exported(1);
    }

    [UnmanagedCallersOnly]
    private static void Release(CSchema* schema)
    {
        var block = (Block*)schema->PrivateData;
        bool whole = schema->ChildCount == 1;
        if (whole && block->Child.Release is not null)
            block->Child.Release(&block->Child);
        schema->Release = null;
        schema->PrivateData = null;
        if (Interlocked.Decrement(ref Unsafe.AsRef<int>(&block->Owners)) == 0)
            NativeMemory.Free(block);
        if (whole)
            LiveCounts.Exported(-1);
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private static byte* Place(ref byte* free, ReadOnlySpan<byte> bytes)
    {
        byte* at = free;
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        free += bytes.Length;
        return at;
    }
}
