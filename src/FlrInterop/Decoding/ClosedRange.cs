namespace FlrInterop;

/// <summary>A closed range of numbers.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
public readonly record struct ClosedRange(double Low, double High)
{
    /// <summary>Whether a number lies in it.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False also for NaN.</returns>
    public bool Holds(double value) => value >= Low && value <= High;
}
