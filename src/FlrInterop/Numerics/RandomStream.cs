namespace FlrInterop.Numerics;

/// <summary>
/// Random numbers by their place: element j of row <c>row</c> for a purpose and a second index depends on these and the seed alone. Word j is word j mod 4 of
/// the Philox counter (j / 4, 0, row, purpose | second index · 256): the same bits as the kernels make.
/// </summary>
/// <remarks>Integers and permutations take words one after another from word 0, and as many as they need: one stream, one use.</remarks>
internal ref struct RandomStream
{
    private readonly uint _low;
    private readonly uint _high;
    private readonly uint _row;
    private readonly uint _last;
    private ulong _next;
    private ulong _heldGroup;
    private (uint A, uint B, uint C, uint D) _held;

    /// <summary>The stream of a place.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index">The second index (a map, a resample), below 2²⁴.</param>
    /// <param name="row">The row (a trial, a pattern).</param>
    public RandomStream(Seed seed, Purpose purpose, uint index = 0, uint row = 0)
    {
        (_low, _high) = Philox.Key(seed);
        _last = Word(purpose, index);
        _row = row;
        _heldGroup = ulong.MaxValue;
    }

    /// <summary>The last word of the counter.</summary>
    public static uint Word(Purpose purpose, uint index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1u << 24);
        return (uint)purpose | (index << 8);
    }

    /// <summary>Standard normals: element j of the row, from j = 0.</summary>
    public static void Normals(Seed seed, Purpose purpose, uint index, uint row, Span<double> values)
        => new RandomStream(seed, purpose, index, row).Normals(values);

    /// <summary>±1 with equal chances: element j of the row, from j = 0.</summary>
    public static void Signs(Seed seed, Purpose purpose, uint index, uint row, Span<double> values)
        => new RandomStream(seed, purpose, index, row).Signs(values);

    /// <summary>Standard normals: element j of the row, from j = 0.</summary>
    public readonly void Normals(Span<double> values)
    {
        if (values.Length >= WideNormals.Fewest)
        {
            WideNormals.Fill((_low, _high), _row, _last, values);
            return;
        }

        for (int at = 0; at < values.Length; at += 4)
        {
            (uint a, uint b, uint c, uint d) = Philox.Words(_low, _high, (uint)at / 4, 0, _row, _last);
            Pair(a, b, values[at..]);
            if (at + 2 < values.Length)
                Pair(c, d, values[(at + 2)..]);
        }
    }

    /// <summary>±1 with equal chances: element j of the row is −1 where the top bit of word j is set.</summary>
    public readonly void Signs(Span<double> values)
    {
        for (int at = 0; at < values.Length; at++)
            values[at] = WordAt((ulong)at) >> 31 == 0 ? 1 : -1;
    }

    /// <summary>The next word.</summary>
    public uint Next()
    {
        // One call of the generator makes four words.
        if (_next / 4 != _heldGroup)
        {
            _heldGroup = _next / 4;
            _held = Group(_heldGroup);
        }

        return Of(_held, _next++);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1, each with exactly the same chance (Lemire's multiplication with rejection).</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        uint range = (uint)count, least = unchecked(0u - range) % range;
        while (true)
        {
            ulong product = (ulong)Next() * range;
            if ((uint)product >= least)
                return (int)(product >> 32);
        }
    }

    /// <summary>A number uniform on [0, 1), a multiple of 2⁻⁵³.</summary>
    public double Uniform()
    {
        ulong high = Next() >> 5, low = Next() >> 6;
        return ((high << 26) | low) * 1.1102230246251565e-16;
    }

    /// <summary>Puts the elements in a random order, each order with the same chance (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private static uint Of((uint A, uint B, uint C, uint D) words, ulong at) => (at % 4) switch { 0 => words.A, 1 => words.B, 2 => words.C, _ => words.D };

    private readonly uint WordAt(ulong at) => Of(Group(at / 4), at);

    // Beyond 2³² groups the counter's second word (a step, elsewhere) takes the overflow.
    private readonly (uint A, uint B, uint C, uint D) Group(ulong group) => Philox.Words(_low, _high, (uint)group, (uint)(group >> 32), _row, _last);

    private static void Pair(uint a, uint b, Span<double> values)
    {
        BoxMuller<LanePortableDouble, double, double>.Pair(
            BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b), out double first, out double second);
        values[0] = first;
        if (values.Length > 1)
            values[1] = second;
    }
}
