namespace FlrInterop.Tests;

/// <summary>What some work allocates on its thread.</summary>
internal static class Allocated
{
    private const int Tries = 5;

    /// <summary>The least of a few tries, in bytes.</summary>
    /// <remarks>A collection that another test causes ends the block that a thread allocates from, and the rest of it counts as allocated; what the work itself allocates is there every time.</remarks>
    public static long By(Action work)
    {
        long least = long.MaxValue;
        for (int k = 0; k < Tries && least > 0; k++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
