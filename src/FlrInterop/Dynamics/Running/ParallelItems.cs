namespace FlrInterop.Numerics;

/// <summary>Does the items of a list on several threads until all are done or the caller cancels.</summary>
internal static class ParallelItems
{
    /// <summary>Does all items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="threads">The threads at most; null for all cores.</param>
    /// <param name="begin">Makes the worker of a thread, on that thread; it looks at the signal as it goes.</param>
    /// <param name="progress">Told the fraction of the items that are done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int items, int? threads, Func<StopSignal, IItemWorker> begin, IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var stop = new StopSignal();
        using CancellationTokenRegistration registration = cancellation.Register(stop.Raise);
        int done = 0;
        try
        {
            Workers.Run(
                Math.Min(threads ?? Environment.ProcessorCount, items),
                items,
                _ => new Counted(begin(stop), () => Interlocked.Increment(ref done)),
                () => (double)Volatile.Read(ref done) / items,
                stop,
                progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private sealed class Counted(IItemWorker worker, Action tick) : IWorker
    {
        public void Do(int item)
        {
            worker.Do(item);
            tick();
        }

        public void Dispose() => worker.Dispose();
    }
}

/// <summary>Does the items that it is given, in memory of its own.</summary>
internal interface IItemWorker : IDisposable
{
    void Do(int item);
}
