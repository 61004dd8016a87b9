using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Tensors;

/// <summary>Numbers seen as bytes, where they lie.</summary>
internal sealed unsafe class ByteView<T>(ReadOnlyMemory<T> numbers) : MemoryManager<byte>
    where T : unmanaged
{
    /// <summary>The bytes, at most 2³¹ − 1: what one Arrow buffer of the .NET library holds.</summary>
    public override Memory<byte> Memory => (long)numbers.Length * Unsafe.SizeOf<T>() <= int.MaxValue
        ? CreateMemory(numbers.Length * Unsafe.SizeOf<T>())
        : throw new ShapeException(
            $"an array of {numbers.Length} numbers has more than {int.MaxValue} bytes, expected at most that many in one array of a file. "
            + "Hint: record less often or in float32, or save from Python");

    public override Span<byte> GetSpan()
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers.Span);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bytes), bytes.Length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        MemoryHandle inner = numbers.Pin();
        return new MemoryHandle((byte*)inner.Pointer + elementIndex, default, new Unpinning(inner));
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Unpinning(MemoryHandle inner) : IPinnable
    {
        private MemoryHandle _inner = inner;

        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

        public void Unpin() => _inner.Dispose();
    }
}
