using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// Threads that share the work of one phase after another: each takes the next item until there is none, then all meet. A thread whose
/// core is taken away holds the others up by one item only.
/// </summary>
internal sealed class Rendezvous(int threads, StopSignal stop)
{
    // About 70 µs; the items of a phase take many times that.
    private const int Pauses = 4000;

    private long _arrived;
    private long _released;
    private int _next;

    /// <summary>The next item of the phase.</summary>
    public int Take() => Interlocked.Increment(ref _next) - 1;

    /// <summary>Waits for all others; then the items are counted from 0 again.</summary>
    /// <param name="meetings">The meetings that this thread has been to; one more afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Meet(ref long meetings)
    {
        long mine = ++meetings;
        if (Interlocked.Increment(ref _arrived) == mine * threads)
        {
            Volatile.Write(ref _next, 0);
            Volatile.Write(ref _released, mine);
            return;
        }

        for (int pause = 0; pause < Pauses; pause++)
        {
            if (Volatile.Read(ref _released) >= mine)
                return;
            StepTeam.Pause();
        }

        while (Volatile.Read(ref _released) < mine)
        {
            stop.ThrowIfRaised();
            Thread.Yield();
        }
    }
}
