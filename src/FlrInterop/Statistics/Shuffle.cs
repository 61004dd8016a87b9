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
        (_key0, _key1) = Philox.Key(seed);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Next()
    {
        if (_used == 4)
        {
            (_words[0], _words[1], _words[2], _words[3]) = Philox.Words(_key0, _key1, _draw, _resample, 0, _purpose);
            _draw = checked(_draw + 1);
            _used = 0;
        }

        return _words[_used++];
    }
}
