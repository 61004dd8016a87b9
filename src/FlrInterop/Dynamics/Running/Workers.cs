using System.Runtime.ExceptionServices;

namespace FlrInterop.Numerics;

/// <summary>Long-running workers, one a thread, that take the items of a list in turn while the caller's thread reports progress.</summary>
internal static class Workers
{
    private const int ReportMilliseconds = 40;

    /// <summary>Does all items.</summary>
    /// <param name="threads">The threads.</param>
    /// <param name="items">The items.</param>
    /// <param name="begin">Makes the worker of a thread, on that thread; it is given its number.</param>
    /// <param name="fraction">The fraction done.</param>
    /// <param name="stop">Ends the workers.</param>
    /// <param name="progress">Told the fraction, on the caller's thread.</param>
    /// <typeparam name="TWorker">The worker.</typeparam>
    public static void Run<TWorker>(int threads, int items, Func<int, TWorker> begin, Func<double> fraction, StopSignal stop, IProgress<double>? progress)
        where TWorker : IWorker
    {
        using var done = new CountdownEvent(threads);
        int next = -1;
        ExceptionDispatchInfo? failure = null;
        void Work(int number)
        {
            try
            {
                using TWorker worker = begin(number);
                for (int item = Interlocked.Increment(ref next); item < items; item = Interlocked.Increment(ref next))
                    worker.Do(item);
            }
#pragma warning disable CA1031 // carried to the caller's thread and thrown there
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // The first failure counts; those that follow are workers told to stop.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Raise();
            }
            finally
            {
                done.Signal();
            }
        }

        for (int number = 0; number < threads; number++)
        {
            int mine = number;
            new Thread(() => Work(mine)) { IsBackground = true, Name = "simulation" }.Start();
        }

        try
        {
            while (!done.Wait(ReportMilliseconds))
                progress?.Report(fraction());
        }
        finally
        {
            if (!done.IsSet)
            {
                stop.Raise();
                done.Wait();
            }
        }

        failure?.Throw();
        progress?.Report(1);
    }
}

/// <summary>Does the items that it is given, on one thread.</summary>
internal interface IWorker : IDisposable
{
    void Do(int item);
}
