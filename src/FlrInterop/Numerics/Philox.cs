using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// The counter-based generator Philox4x32-10: four random 32-bit words for each counter of four words under a key of two.
/// </summary>
/// <remarks>Salmon, Moraes, Dror &amp; Shaw, SC'11 (2011), doi 10.1145/2063384.2063405.</remarks>
internal static unsafe class Philox
{
    public const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>The key of a seed: the seed itself below 2⁶⁴ (low word, high word); above, its four words (low first) as a counter under the key 0, of which the first two words.</summary>
    public static (uint Low, uint High) Key(Seed seed)
    {
        ulong low = (ulong)seed.Value, high = (ulong)(seed.Value >> 64);
        if (high == 0)
            return ((uint)low, (uint)(low >> 32));
        (uint a, uint b, _, _) = Words(0, 0, (uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        return (a, b);
    }

    /// <summary>The words of one counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (uint A, uint B, uint C, uint D) Words(uint key0, uint key1, uint c0, uint c1, uint c2, uint c3)
    {
        unchecked
        {
            for (int round = 0; round < Rounds; round++)
            {
                ulong p = (ulong)MultiplierA * c0, q = (ulong)MultiplierB * c2;
                c0 = (uint)(q >> 32) ^ c1 ^ key0;
                c2 = (uint)(p >> 32) ^ c3 ^ key1;
                c1 = (uint)q;
                c3 = (uint)p;
                key0 += WeylA;
                key1 += WeylB;
            }

            return (c0, c1, c2, c3);
        }
    }

    /// <summary>The keys of all rounds, one word in each 64-bit place: what <see cref="Two"/> reads.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rounds">20 places; overwritten.</param>
    public static void RoundKeys((uint Low, uint High) key, ulong* rounds)
    {
        unchecked
        {
            for (uint round = 0; round < Rounds; round++)
            {
                rounds[2 * round] = key.Low + (round * WeylA);
                rounds[(2 * round) + 1] = key.High + (round * WeylB);
            }
        }
    }

    /// <summary>The words of two vectors of counters at once, which keeps the multipliers busy; a to d are the first's counter and words, e to h the second's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Two<TWords, W>(ulong* rounds, ref W a, ref W b, ref W c, ref W d, ref W e, ref W f, ref W g, ref W h)
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        W a0 = a, b0 = b, c0 = c, d0 = d, a1 = e, b1 = f, c1 = g, d1 = h;
        W first = TWords.Broadcast(MultiplierA), second = TWords.Broadcast(MultiplierB);
        for (int round = 0; round < 2 * Rounds; round += 2)
        {
            W p0 = TWords.MultiplyLow(a0, first), q0 = TWords.MultiplyLow(c0, second);
            W p1 = TWords.MultiplyLow(a1, first), q1 = TWords.MultiplyLow(c1, second);
            W key0 = TWords.Broadcast(rounds[round]), key1 = TWords.Broadcast(rounds[round + 1]);
            a0 = TWords.Xor(TWords.High(q0), b0, key0);
            c0 = TWords.Xor(TWords.High(p0), d0, key1);
            a1 = TWords.Xor(TWords.High(q1), b1, key0);
            c1 = TWords.Xor(TWords.High(p1), d1, key1);
            b0 = q0;
            d0 = p0;
            b1 = q1;
            d1 = p1;
        }

        (a, b, c, d, e, f, g, h) = (a0, b0, c0, d0, a1, b1, c1, d1);
    }
}
