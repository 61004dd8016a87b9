using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Boundary;

/// <summary>
/// A tensor given away without a copy: an array of length 1 of a fixed-size list over the numbers of an <see cref="NdArray{T}"/>,
/// whose memory stays pinned until the release callbacks of list and numbers were both called, in any order, on any thread.
/// </summary>
internal static unsafe class ExportedTensor
{
    public const int Alignment = 64;

    private struct Block
    {
        public int Owners;
        public nint Pin;
        public void* ListBuffers;
        public void* ItemBuffersValidity;
        public void* ItemBuffersData;
        public CArray Child;
        public CArray* ChildAddress;
    }

    /// <summary>Writes the array; the receiver owns it and must call its release.</summary>
    public static void Write<T>(CArray* target, NdArray<T> values)
        where T : unmanaged
    {
        NdArray<T> aligned = Aligned(values);
        MemoryHandle pin = aligned.Memory.Pin();
        Debug.Assert(aligned.Length == 0 || (nint)pin.Pointer % Alignment == 0, "exported memory is 64-byte aligned");
        var block = (Block*)NativeMemory.AllocZeroed((nuint)sizeof(Block));
        block->Owners = 2;
        block->Pin = GCHandle.ToIntPtr(GCHandle.Alloc(pin));
        block->ItemBuffersData = pin.Pointer;
        block->ChildAddress = &block->Child;
        block->Child = new CArray
        {
            Length = aligned.Length,
            BufferCount = 2,
            Buffers = &block->ItemBuffersValidity,
            Release = &Release,
            PrivateData = block,
        };
        *target = new CArray
        {
            Length = 1,
            BufferCount = 1,
            Buffers = &block->ListBuffers,
            ChildCount = 1,
            Children = &block->ChildAddress,
            Release = &Release,
            PrivateData = block,
        };
        LiveCounts.Exported(1);
    }

    [UnmanagedCallersOnly]
    private static void Release(CArray* array)
    {
        var block = (Block*)array->PrivateData;
        bool whole = array->ChildCount == 1;
        if (whole && block->Child.Release is not null)
            block->Child.Release(&block->Child);
        array->Release = null;
        array->PrivateData = null;
        if (Interlocked.Decrement(ref Unsafe.AsRef<int>(&block->Owners)) != 0)
            return;
        GCHandle handle = GCHandle.FromIntPtr(block->Pin);
        ((MemoryHandle)handle.Target!).Dispose();
        handle.Free();
        NativeMemory.Free(block);
        LiveCounts.Exported(-1);
    }

    /// <summary>The array itself, or where it is a part of another or somebody else's memory and so not aligned, a copy.</summary>
    private static NdArray<T> Aligned<T>(NdArray<T> values)
        where T : unmanaged
    {
        using MemoryHandle pin = values.Memory.Pin();
        return (nint)pin.Pointer % Alignment == 0 ? values : NdArray<T>.Copy(values.Span, values.Shape);
    }
}
