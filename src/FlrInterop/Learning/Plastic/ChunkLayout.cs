namespace FlrInterop.Learning;

/// <summary>How a chunk of trials lies in memory: entries (unit, trial), the trials of one unit in one cache line.</summary>
internal static class ChunkLayout
{
    /// <summary>Trials of a chunk: 64 bytes of float64.</summary>
    public const int Lanes = 8;

    /// <summary>The chunks of a number of trials; the last one is filled up with trials that are thrown away.</summary>
    public static int Chunks(int trials) => (trials + Lanes - 1) / Lanes;
}
