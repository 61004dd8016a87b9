namespace FlrInterop.Numerics;

/// <summary>
/// Chunks of trials that go from step to step together, and the threads that advance them: a matrix that no cache holds is then read
/// from memory once a step, not once a step and chunk.
/// </summary>
internal sealed unsafe class Convoy<T> : IDisposable
    where T : unmanaged
{
    // More would read the matrix less often still, but their states would no longer stay near.
    private const int MostChunks = 8;

    private readonly AlignedMemory<T> _states;
    private readonly AlignedMemory<T> _work;
    private readonly int _chunks;

    /// <summary>The convoys of a run.</summary>
    /// <param name="threads">The threads.</param>
    /// <param name="chunks">The chunks of a map.</param>
    /// <param name="chunk">Elements of a chunk's state.</param>
    /// <param name="work">Elements of memory that the coupling wants for a chunk.</param>
    /// <param name="stop">Ends the work.</param>
    public Convoy(int threads, int chunks, long chunk, long work, StopSignal stop)
    {
        (_chunks, Work) = (chunks, work);
        Count = Needed(chunks);
        Most = (chunks + Count - 1) / Count;
        Threads = threads;
        Together = new Rendezvous(threads, stop);
        _states = new AlignedMemory<T>(3L * Most * chunk);
        _work = new AlignedMemory<T>(Most * work);
    }

    /// <summary>The threads.</summary>
    public int Threads { get; }

    /// <summary>Where they share work and meet.</summary>
    public Rendezvous Together { get; }

    /// <summary>The convoys of a map, one after another.</summary>
    public int Count { get; }

    /// <summary>The chunks of the largest convoy.</summary>
    public int Most { get; }

    /// <summary>Elements of memory that the coupling wants for a chunk.</summary>
    public long Work { get; }

    /// <summary>The chunks of one convoy.</summary>
    public (int From, int To) Chunks(int convoy)
        => ((int)((long)_chunks * convoy / Count), (int)((long)_chunks * (convoy + 1) / Count));

    /// <summary>x (0), the next x (1) or the sums (2) of the convoy's first chunk; those of the others follow.</summary>
    public T* State(int which) => _states.Start + (which * (_states.Length / 3));

    /// <summary>The coupling's memory for the convoy's first chunk; that for the others follows.</summary>
    public T* WorkOf(int chunk) => _work.Start + (chunk * Work);

    public void Dispose()
    {
        _states.Dispose();
        _work.Dispose();
    }

    private static int Needed(int chunks) => (chunks + MostChunks - 1) / MostChunks;
}
