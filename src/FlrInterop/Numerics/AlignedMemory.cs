using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>Memory outside the garbage collector, at a multiple of 64 bytes, cleared unless said otherwise; freed when disposed of.</summary>
/// <remarks>
/// Blocks of several huge pages begin at one and ask the system for them: a matrix that is streamed once a step would else spend as
/// long on looking its pages up as on its bytes.
/// </remarks>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe class AlignedMemory<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;

    public AlignedMemory(long count, bool cleared = true)
    {
        Length = count;
        nuint bytes = checked((nuint)Math.Max(count, 1) * (nuint)sizeof(T));
        bool large = bytes >= 2 * HugePages.Size;
        Start = (T*)NativeMemory.AlignedAlloc(bytes, large ? HugePages.Size : Alignment);
        if (large)
            HugePages.Advise(Start, bytes);
        if (cleared)
            NativeMemory.Clear(Start, bytes);
    }

    ~AlignedMemory() => Free();

    public T* Start { get; private set; }

    public long Length { get; }

    public void Clear() => NativeMemory.Clear(Start, checked((nuint)Length * (nuint)sizeof(T)));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
    }
}
