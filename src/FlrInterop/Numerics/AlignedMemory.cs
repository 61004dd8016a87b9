using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>Memory outside the garbage collector, at a multiple of 64 bytes, cleared; freed when disposed of.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe class AlignedMemory<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;

    public AlignedMemory(long count)
    {
        Length = count;
        nuint bytes = checked((nuint)Math.Max(count, 1) * (nuint)sizeof(T));
        Start = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
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
