using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Statistics;

/// <summary>
/// Unbiased random whole numbers, orders and draws for resampling: Philox4x32-10 with the seed as key and the counter
/// (draw, resample, 0, purpose), so that resample k has the same bits whatever was drawn before it.
/// </summary>
/// <remarks>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi 10.1145/2063384.2063405.</remarks>
internal sealed class Shuffle
{
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _purpose;
    private readonly uint[] _words = new uint[4];
    private uint _resample;
    private uint _draw;
    private int _used = 4;

    public Shuffle(Seed seed, Purpose purpose, int resample = 0)
    {
        UInt128 value = seed.Value;
        if (value > ulong.MaxValue)
        {
            // A 128-bit seed is mixed down to a key of 64 bits.
            Block((uint)value, (uint)(value >> 32), (uint)(value >> 64), (uint)(value >> 96), 0, 0, _words);
            value = ((UInt128)_words[1] << 32) | _words[0];
        }

        _key0 = (uint)value;
        _key1 = (uint)(value >> 32);
        _purpose = (uint)purpose;
        _resample = (uint)resample;
    }

    /// <summary>Starts the numbers of another resample.</summary>
    public void Restart(int resample)
    {
        _resample = (uint)resample;
        _draw = 0;
        _used = 4;
    }

    /// <summary>A whole number of 0 … bound − 1, each equally likely (multiply and shift; the few numbers that would favour some results are drawn again).</summary>
    public int Below(int bound)
    {
        Require.AtLeast(bound, 1);
        ulong product = (ulong)Next() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = unchecked(0u - (uint)bound) % (uint)bound;
            while ((uint)product < threshold)
                product = (ulong)Next() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts the elements in a random order, all orders equally likely (Fisher and Yates).</summary>
    public void Order<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>The Philox4x32-10 block function.</summary>
    internal static void Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, Span<uint> result)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong first = 0xD2511F53UL * c0;
            ulong second = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(second >> 32) ^ c1 ^ key0, (uint)second, (uint)(first >> 32) ^ c3 ^ key1, (uint)first);
            key0 = unchecked(key0 + 0x9E3779B9u);
            key1 = unchecked(key1 + 0xBB67AE85u);
        }

        (result[0], result[1], result[2], result[3]) = (c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Next()
    {
        if (_used == 4)
        {
            Block(_draw, _resample, 0, _purpose, _key0, _key1, _words);
            _draw = checked(_draw + 1);
            _used = 0;
        }

        return _words[_used++];
    }
}
