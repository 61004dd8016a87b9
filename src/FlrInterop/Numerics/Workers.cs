namespace FlrInterop.Numerics;

/// <summary>One long-running worker a core, taking one item after another; which worker takes which item changes no result.</summary>
internal static class Workers
{
    /// <summary>Does every item.</summary>
    /// <param name="items">The number of items, numbered from 0.</param>
    /// <param name="threads">Workers at most.</param>
    /// <param name="makeWorker">Called on each worker's thread: what does an item there. What it adds to the list is disposed of when that worker ends.</param>
    /// <param name="cancellation">No further item is begun once it is set.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int items, int threads, Func<List<IDisposable>, Action<int>> makeWorker, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int next = -1;
        Exception? failure = null;

        void Work()
        {
            var owned = new List<IDisposable>();
            try
            {
                Action<int> work = makeWorker(owned);
                while (Volatile.Read(ref failure) is null && Interlocked.Increment(ref next) is int item && item < items)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(item);
                }
            }
#pragma warning disable CA1031 // Every failure of a worker is thrown again, whole, on the caller's thread.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
            finally
            {
                foreach (IDisposable one in owned)
                    one.Dispose();
            }
        }

        var others = new Thread[Math.Clamp(threads, 1, Math.Max(1, items)) - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true, Name = "FlrInterop worker" };
            others[i].Start();
        }

        Work();
        foreach (Thread other in others)
            other.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
