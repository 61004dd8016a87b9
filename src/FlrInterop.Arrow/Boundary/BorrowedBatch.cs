using System.Runtime.InteropServices;
using FlrInterop.Tensors;

namespace FlrInterop.Boundary;

/// <summary>
/// A one-row record batch of tensors that the caller lends: taken over by moving its two structures, read where it lies, and
/// given back (its release called, once) when the last holder lets go.
/// </summary>
internal sealed unsafe class BorrowedBatch
{
    private CBlock* _block;
    private int _holders = 1;

    private BorrowedBatch(CBlock* block) => _block = block;

    /// <summary>The tensors by their column's name.</summary>
    public TensorSet Tensors { get; } = new();

    public bool IsReturned => Volatile.Read(ref _holders) == 0;

    /// <summary>Takes the batch over; it is given back at once where it is not what was expected.</summary>
    /// <param name="block">The caller's block; both release callbacks are null afterwards.</param>
    /// <exception cref="DataFormatException">It is not a one-row batch of tensors.</exception>
    public static BorrowedBatch Take(CBlock* block)
    {
        if (block->Schema.Release is null || block->Array.Release is null)
            throw new DataFormatException("the inputs were released before they were handed over, expected a live Arrow schema and array");
        var own = (CBlock*)NativeMemory.Alloc((nuint)sizeof(CBlock));
        *own = *block;
        block->Schema.Release = null;
        block->Array.Release = null;
        LiveCounts.Imported(1);
        var batch = new BorrowedBatch(own);
        try
        {
            // The schema first: the layout of the array means nothing until it is known.
            TensorColumns.Read(batch, &own->Schema, &own->Array);
        }
        catch
        {
            batch.Drop();
            throw;
        }

        return batch;
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Drop()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        if (_block->Array.Release is not null)
            _block->Array.Release(&_block->Array);
        if (_block->Schema.Release is not null)
            _block->Schema.Release(&_block->Schema);
        NativeMemory.Free(_block);
        _block = null;
        LiveCounts.Imported(-1);
    }
}
