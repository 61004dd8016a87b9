namespace FlrInterop;

/// <summary>The number format of a simulated state.</summary>
public enum Precision
{
    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit floating point.</summary>
    Float32,
}
