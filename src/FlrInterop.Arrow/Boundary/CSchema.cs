using System.Runtime.InteropServices;

namespace FlrInterop.Boundary;

/// <summary>The ArrowSchema structure of the Arrow C data interface: 72 bytes, field for field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CSchema
{
    public const int Nullable = 2;

    public byte* Format;
    public byte* Name;
    public byte* Metadata;
    public long Flags;
    public long ChildCount;
    public CSchema** Children;
    public CSchema* Dictionary;
    public delegate* unmanaged<CSchema*, void> Release;
    public void* PrivateData;
}
