using System.Buffers;

namespace FlrInterop.Boundary;

/// <summary>Numbers of the caller's, where they lie. The batch that they came with keeps them alive: as long as it is held, or a pin is.</summary>
internal sealed unsafe class BorrowedMemory<T>(BorrowedBatch owner, T* start, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <summary>The numbers; a span does not keep the memory alive, the job that holds the batch does.</summary>
    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(owner.IsReturned, owner);
        return new Span<T>(start, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        owner.Hold();
        return new MemoryHandle(start + elementIndex, pinnable: this);
    }

    public override void Unpin() => owner.Drop();

    protected override void Dispose(bool disposing)
    {
    }
}
