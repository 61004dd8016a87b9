namespace FlrInterop;

/// <summary>What a simulation keeps.</summary>
[Flags]
public enum Recorded
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The mean.</summary>
    Mean = 1,

    /// <summary>The covariance, streamed: O(N²) memory for any duration.</summary>
    Covariance = 2,

    /// <summary>Every sample.</summary>
    Samples = 4,
}
