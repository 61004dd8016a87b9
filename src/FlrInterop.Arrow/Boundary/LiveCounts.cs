namespace FlrInterop.Boundary;

/// <summary>Exactly how many pieces of memory are held across the boundary; zero after everything is released.</summary>
internal static class LiveCounts
{
    private static long _imports;
    private static long _exports;

    /// <summary>Batches of the caller's that are borrowed.</summary>
    public static long Imports => Interlocked.Read(ref _imports);

    /// <summary>Structures given away (schemas and arrays) whose release was not called yet.</summary>
    public static long Exports => Interlocked.Read(ref _exports);

    public static void Imported(int change) => Interlocked.Add(ref _imports, change);

    public static void Exported(int change) => Interlocked.Add(ref _exports, change);
}
