using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>Asks for memory before it is needed.</summary>
internal static unsafe class Ahead
{
    /// <summary>Has the line of an address brought near, where the processor can be asked to; any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }
}
