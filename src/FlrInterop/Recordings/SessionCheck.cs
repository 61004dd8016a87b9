namespace FlrInterop;

/// <summary>One row of a session's validation: what is stored against what is computed.</summary>
/// <param name="Quantity">What was compared.</param>
/// <param name="Block">The name of the block.</param>
/// <param name="LargestError">The largest difference in magnitude, in the quantity's own unit (mm/s; the unit vectors' dimensionless); NaN where no bin could be compared.</param>
/// <param name="Tolerance">The largest difference that rounding explains.</param>
/// <param name="Bins">The number of bins compared.</param>
public sealed record SessionCheck(string Quantity, string Block, double LargestError, double Tolerance, int Bins)
{
    /// <summary>Whether the difference is within the tolerance.</summary>
    public bool Holds => LargestError <= Tolerance;
}
