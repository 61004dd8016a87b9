namespace FlrInterop.Numerics;

/// <summary>Items done by a plain function, for work that holds nothing to be freed.</summary>
internal static class WorkersEach
{
    /// <summary>Does all items.</summary>
    /// <param name="items">The items, numbered from 0.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="begin">Called on each thread: what does an item there.</param>
    /// <param name="progress">Told the fraction of items done, on the caller's thread.</param>
    /// <param name="cancellation">No further item is begun once it is set.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int items, int threads, Func<Action<int>> begin, IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (items == 0)
            return;
        var stop = new StopSignal();
        using CancellationTokenRegistration registration = cancellation.Register(stop.Raise);
        int done = 0;
        Workers.Run(
            Math.Clamp(threads, 1, items),
            items,
            _ => new Worker(begin(), () => Interlocked.Increment(ref done), cancellation),
            () => (double)Volatile.Read(ref done) / items,
            stop,
            progress);
    }

    private sealed class Worker(Action<int> work, Action finished, CancellationToken cancellation) : IWorker
    {
        public void Do(int item)
        {
            cancellation.ThrowIfCancellationRequested();
            work(item);
            finished();
        }

        public void Dispose()
        {
        }
    }
}
