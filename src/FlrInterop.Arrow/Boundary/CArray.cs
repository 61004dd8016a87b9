using System.Runtime.InteropServices;

namespace FlrInterop.Boundary;

/// <summary>The ArrowArray structure of the Arrow C data interface: 80 bytes, field for field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CArray
{
    public long Length;
    public long NullCount;
    public long Offset;
    public long BufferCount;
    public long ChildCount;
    public void** Buffers;
    public CArray** Children;
    public CArray* Dictionary;
    public delegate* unmanaged<CArray*, void> Release;
    public void* PrivateData;
}
