using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>Asks the system to back memory with its large pages, where it knows of them.</summary>
internal static unsafe partial class HugePages
{
    /// <summary>Their size on x86-64, and on ARM with pages of 4 KB.</summary>
    public const nuint Size = 1 << 21;

    private const int WantHugePages = 14;

    /// <summary>A wish, no more: whether it is granted changes speed only, so the answer is not looked at.</summary>
    /// <param name="start">The memory, at a multiple of <see cref="Size"/>.</param>
    /// <param name="bytes">Its length.</param>
    public static void Advise(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
            _ = MemoryAdvice(start, bytes, WantHugePages);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvice(void* start, nuint bytes, int advice);
}
