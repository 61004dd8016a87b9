namespace FlrInterop.Numerics;

/// <summary>
/// A vector of real numbers of one element type and width. A kernel is written once over it; every width gives equal bits,
/// because each operation is either exactly rounded or exact on bits.
/// </summary>
/// <typeparam name="T">The element, <see cref="double"/> or <see cref="float"/>.</typeparam>
/// <typeparam name="V">The register that holds <see cref="Width"/> of them.</typeparam>
internal unsafe interface ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>Elements in a register.</summary>
    static abstract int Width { get; }

    static abstract V Zero { get; }

    /// <summary>The constant, rounded to the element type, in every place.</summary>
    static abstract V Set(double value);

    /// <summary>The element at the address, in every place.</summary>
    static abstract V Broadcast(T* place);

    static abstract V Load(T* place);

    static abstract void Store(T* place, V value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    static abstract V Sqrt(V a);

    /// <summary>a &lt; b ? a : b, so that a NaN passes when it is the second.</summary>
    static abstract V Min(V a, V b);

    /// <summary>a &gt; b ? a : b, so that a NaN passes when it is the second.</summary>
    static abstract V Max(V a, V b);

    /// <summary>x &lt; 0 ? ifNegative : otherwise.</summary>
    static abstract V SelectNegative(V x, V ifNegative, V otherwise);

    /// <summary>The integer, cut to the element's size, as bits in every place.</summary>
    static abstract V Bits(ulong bits);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    static abstract V Xor(V a, V b);

    /// <summary>a + b of the bits as integers.</summary>
    static abstract V AddBits(V a, V b);

    static abstract V ShiftLeft(V a, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count);

    /// <summary>Zeros come in at the top.</summary>
    static abstract V ShiftRight(V a, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count);

    /// <summary>The bits, as signed 32-bit integers, to numbers; of float lanes only.</summary>
    static abstract V FromInt32(V bits);

    /// <summary>Adds the numbers, as float64, to those at the address.</summary>
    static abstract void AddTo(double* place, V value);

    /// <summary>Whether a magnitude is above the limit or not a number, in any place.</summary>
    static abstract bool AnyBeyond(V a, V limit);
}
