using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlrInterop.Numerics;

/// <summary>The register width that a run uses: chosen once, at its start. The bits of a result do not depend on it.</summary>
internal enum LaneWidth
{
    /// <summary>One number at a time, for processors without the others.</summary>
    Portable = 64,

    /// <summary>256 bits with fused multiply-add (AVX2 and FMA).</summary>
    Bits256 = 256,

    /// <summary>512 bits (AVX-512).</summary>
    Bits512 = 512,
}

/// <summary>What this processor has.</summary>
internal static class LaneWidths
{
    /// <summary>The widest that is fast here.</summary>
    public static LaneWidth Best =>
        Has(LaneWidth.Bits512) ? LaneWidth.Bits512 : Has(LaneWidth.Bits256) ? LaneWidth.Bits256 : LaneWidth.Portable;

    /// <summary>Whether this processor has that width.</summary>
    public static bool Has(LaneWidth width) => width switch
    {
        LaneWidth.Bits512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported,
        LaneWidth.Bits256 => Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };
}
