namespace FlrInterop.Numerics;

/// <summary>One coupling without sums, packed for the products of a run: β J in the run's precision.</summary>
internal abstract unsafe class PackedTerm<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Elements to 64 bytes.</summary>
    protected static int L => 64 / sizeof(T);

    /// <summary>Elements of memory that a worker keeps between <see cref="Prepare"/> and <see cref="Rows"/>.</summary>
    public virtual long WorkLength => 0;

    /// <summary>The memory that it takes: that of the coupling in the run's precision, its rows rounded up to whole lines.</summary>
    public abstract long Bytes { get; }

    /// <summary>What the rows share, once a step and chunk.</summary>
    public virtual void Prepare(T* x, T* work, StopSignal stop)
    {
    }

    /// <summary>u = β J x for some rows of a chunk, rows beyond the last unit being 0.</summary>
    public abstract void Rows(T* x, T* work, int firstRow, int rows, T* u);

    /// <summary>The same for several chunks, each a stride from the last.</summary>
    public virtual void ChunkRows(int chunks, T* x, long chunk, T* work, long workChunk, int firstRow, int rows, T* u, long uChunk)
    {
        for (int at = 0; at < chunks; at++, x += chunk, work += workChunk, u += uChunk)
            Rows(x, work, firstRow, rows, u);
    }

    public abstract void Dispose();
}
