using System.Globalization;

namespace FlrInterop;

/// <summary>
/// The key of a stream of random numbers: equal seeds give equal bits, in C# and from Python, whatever the number of threads.
/// </summary>
/// <remarks>
/// A seed below 2⁶⁴ is the Philox key itself; a larger one (a NumPy <c>SeedSequence</c> or <c>Generator</c> gives 128 bits)
/// is mixed down to one by Philox.
/// </remarks>
/// <param name="Value">The seed, 0 or more.</param>
public readonly record struct Seed(UInt128 Value)
{
    /// <summary>A seed from a whole number of 0 or more.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Seed(int value) => FromInt64(value);

    /// <summary>A seed from a whole number of 0 or more.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Seed(long value) => FromInt64(value);

    /// <summary>A seed from a whole number of 0 or more.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Seed(ulong value) => new(value);

    /// <summary>A seed from a whole number of 0 or more.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Seed(UInt128 value) => new(value);

    /// <summary>A seed from a whole number of 0 or more.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The seed.</returns>
    public static Seed FromInt64(long value)
        => value >= 0 ? new Seed((UInt128)value) : throw Require.Refused("seed", value, "a whole number, 0 or more");

    /// <summary>The decimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
