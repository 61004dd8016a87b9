using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>A coupling packed for a run, in the structure that it has; the parts of a sum are added in their order.</summary>
internal sealed unsafe class PackedCoupling<TLane, T, V> : IDisposable
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    private readonly PackedTerm<T>[] _terms;

    public PackedCoupling(Coupling coupling, double gain, int paddedUnits, StopSignal stop)
    {
        IReadOnlyList<Coupling> parts = coupling is SumCoupling sum ? sum.Parts : [coupling];
        _terms = new PackedTerm<T>[parts.Count];
        for (int i = 0; i < _terms.Length; i++)
        {
            _terms[i] = (parts[i] is MaskedCoupling masked ? masked.Held : parts[i]) switch
            {
                DenseCoupling dense => new DenseTerm<TLane, T, V>(dense, gain, stop),
                LowRankCoupling lowRank => new LowRankTerm<TLane, T, V>(lowRank, gain, stop),
                SparseCoupling sparse => new SparseTerm<TLane, T, V>(sparse, gain, paddedUnits, stop),
                DiagonalCoupling diagonal => new DiagonalTerm<TLane, T, V>(diagonal, gain, paddedUnits),
                Coupling other => throw new UnknownNameException($"coupling is of kind '{other.Kind}', expected one of: dense, low-rank, sparse, diagonal, masked, sum"),
            };
            WorkLength += _terms[i].WorkLength;
        }
    }

    /// <summary>Elements of memory that a worker keeps.</summary>
    public long WorkLength { get; }

    /// <summary>The memory that all terms take.</summary>
    public long Bytes => _terms.Sum(term => term.Bytes);

    /// <summary>The matrix, where it is one only.</summary>
    public DenseTerm<TLane, T, V>? Dense => _terms.Length == 1 ? _terms[0] as DenseTerm<TLane, T, V> : null;

    /// <summary>The memory of the largest full matrix among the terms; 0 without one.</summary>
    public long DenseBytes => _terms.Max(term => term is DenseTerm<TLane, T, V> ? term.Bytes : 0);

    /// <summary>What the rows share, once a step and chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prepare(T* x, T* work, StopSignal stop)
    {
        foreach (PackedTerm<T> term in _terms)
        {
            term.Prepare(x, work, stop);
            work += term.WorkLength;
        }
    }

    /// <summary>u = β J x for some rows of a chunk.</summary>
    /// <param name="x">The chunk.</param>
    /// <param name="work">The worker's memory.</param>
    /// <param name="firstRow">The first row, a multiple of L.</param>
    /// <param name="rows">The rows, a multiple of L.</param>
    /// <param name="u">The outputs, with spare rows.</param>
    /// <param name="part">As much again, for the parts of a sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rows(T* x, T* work, int firstRow, int rows, T* u, T* part)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            _terms[i].Rows(x, work, firstRow, rows, i == 0 ? u : part);
            if (i > 0)
                Lines<TLane, T, V>.Add(u, part, (long)rows * (64 / sizeof(T)));
            work += _terms[i].WorkLength;
        }
    }

    /// <summary>The same for several chunks: x, the workers' memory and the outputs of each are a stride from those of the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ChunkRows(int chunks, T* x, long chunk, T* work, int firstRow, int rows, T* u, T* part, long uChunk)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            _terms[i].ChunkRows(chunks, x, chunk, work, WorkLength, firstRow, rows, i == 0 ? u : part, uChunk);
            for (int at = 0; at < chunks && i > 0; at++)
                Lines<TLane, T, V>.Add(u + (at * uChunk), part + (at * uChunk), (long)rows * (64 / sizeof(T)));
            work += _terms[i].WorkLength;
        }
    }

    public void Dispose()
    {
        foreach (PackedTerm<T> term in _terms)
            term?.Dispose();
    }
}
