using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>
/// The threads that share one chunk of trials: each advances units of its own, and all meet once a step. A meeting costs less than a
/// step only while every thread has a core: where threads wait too long for one another the team is dissolved, and the first of it
/// goes on alone. The bits do not depend on any of this.
/// </summary>
/// <remarks>One meeting a step is enough: the state is kept twice, and whoever is a step ahead writes where nobody reads.</remarks>
internal sealed class StepTeam(int parts, int rows, StopSignal stop)
{
    /// <summary>Fewer units than this to a thread do not pay for a meeting.</summary>
    private const int FewestRows = 48;

    // Whole lines in either precision, and so whole groups of the noise: four units share the words of one call. Finer than the blocks
    // of rows that a thread alone takes, so that two threads have nearly as many rows.
    private const int RowsTogether = 16;

    // About 70 µs; who has not come by then has lost its core.
    private const int Pauses = 4000;

    // Yields that are put up with: a handful at any time, and one in so many steps.
    private const int FreeYields = 12, StepsToAYield = 256;

    private long _arrived;
    private int _end = int.MaxValue;

    /// <summary>The threads.</summary>
    public int Parts { get; } = parts;

    /// <summary>The step after which all but the first leave.</summary>
    public int End => Volatile.Read(ref _end);

    /// <summary>The threads that so many rows are worth.</summary>
    public static int Size(int rows, int threads) => Math.Clamp(rows / FewestRows, 1, Math.Max(1, threads));

    /// <summary>The rows of one part, from a multiple of 16.</summary>
    public (int From, int To) Rows(int part) => (Start(part), Start(part + 1));

    /// <summary>Called by the first: all others leave after this step.</summary>
    public void EndAfter(int step) => Volatile.Write(ref _end, step);

    /// <summary>Whether the meetings so far say that threads have no cores of their own.</summary>
    public static bool TooSlow(int step, long yields) => yields > FreeYields + (step / StepsToAYield);

    /// <summary>Waits for all others.</summary>
    /// <param name="meetings">The meetings that this thread has been to; one more afterwards.</param>
    /// <returns>How often this thread gave its core away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Meet(ref long meetings)
    {
        long all = ++meetings * Parts;
        if (Interlocked.Increment(ref _arrived) >= all)
            return 0;
        for (int pause = 0; pause < Pauses; pause++)
        {
            if (Volatile.Read(ref _arrived) >= all)
                return 0;
            Pause();
        }

        int yields = 0;
        for (; Volatile.Read(ref _arrived) < all; yields++)
        {
            stop.ThrowIfRaised();
            Thread.Yield();
        }

        return Math.Max(1, yields);
    }

    /// <summary>Waits a moment without giving the core away.</summary>
    public static void Pause()
    {
        if (X86Base.IsSupported)
            X86Base.Pause();
        else
            Thread.SpinWait(1);
    }

    private int Start(int part)
        => part == Parts ? rows : (int)((((long)rows * part / Parts) + (RowsTogether / 2)) / RowsTogether * RowsTogether);
}
