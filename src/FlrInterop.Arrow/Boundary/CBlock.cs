using System.Runtime.InteropServices;

namespace FlrInterop.Boundary;

/// <summary>Where an array crosses: room for one schema, then one array, owned by whoever made it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CBlock
{
    public CSchema Schema;
    public CArray Array;
}
