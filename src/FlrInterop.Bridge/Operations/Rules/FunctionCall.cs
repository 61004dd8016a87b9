using System.Runtime.InteropServices;

namespace FlrInterop.Bridge;

/// <summary>What a function of the caller's is lent for one call: addresses of float64, valid until it returns; the trial runs fastest.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionCall
{
    /// <summary>Which of the caller's functions.</summary>
    public long Function;

    public long Units;

    public long Trials;

    /// <summary>x, (unit, trial).</summary>
    public double* State;

    /// <summary>J, (post, pre, trial); null where it is not known.</summary>
    public double* Coupling;

    /// <summary>η, (unit, trial).</summary>
    public double* Input;

    /// <summary>ξ, (unit, trial).</summary>
    public double* Target;

    /// <summary>G, (post, pre, trial), to be written.</summary>
    public double* Change;
}
