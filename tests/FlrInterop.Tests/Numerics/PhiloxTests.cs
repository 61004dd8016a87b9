using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Numerics;

public sealed unsafe class PhiloxTests
{
    // The three vectors that Random123 publishes (kat_vectors, philox4x32 10).
    public static TheoryData<uint[], uint[], uint[]> Known => new()
    {
        { [0, 0], [0, 0, 0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        { [~0u, ~0u], [~0u, ~0u, ~0u, ~0u], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
        { [0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Gives_the_published_words(uint[] key, uint[] counter, uint[] expected)
    {
        (uint a, uint b, uint c, uint d) = Philox.Words(key[0], key[1], counter[0], counter[1], counter[2], counter[3]);
        Assert.Equal(expected, (uint[])[a, b, c, d]);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Gives_the_published_words_in_vectors(uint[] key, uint[] counter, uint[] expected)
    {
        Assert.Equal(expected, InVectors<WordsPortable, ulong>(key, counter));
        if (LaneWidths.Has(LaneWidth.Bits256))
            Assert.Equal(expected, InVectors<Words256, System.Runtime.Intrinsics.Vector256<ulong>>(key, counter));
        if (LaneWidths.Has(LaneWidth.Bits512))
            Assert.Equal(expected, InVectors<Words512, System.Runtime.Intrinsics.Vector512<ulong>>(key, counter));
    }

    [Fact]
    public void A_seed_below_two_to_the_64_is_the_key_and_a_larger_one_is_mixed()
    {
        Assert.Equal((0x89ABCDEFu, 0x01234567u), Philox.Key(0x0123456789ABCDEFL));
        UInt128 large = new(0x1, 0x0123456789ABCDEF);
        (uint a, uint b, _, _) = Philox.Words(0, 0, 0x89ABCDEF, 0x01234567, 1, 0);
        Assert.Equal((a, b), Philox.Key(large));
    }

    private static uint[] InVectors<TWords, W>(uint[] key, uint[] counter)
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        ulong* rounds = stackalloc ulong[2 * Philox.Rounds];
        Philox.RoundKeys((key[0], key[1]), rounds);
        ulong dirt = 0xABCD_0000_0000_0000;
        W a = TWords.Broadcast(counter[0] | dirt), b = TWords.Broadcast(counter[1] | dirt), c = TWords.Broadcast(counter[2] | dirt), d = TWords.Broadcast(counter[3] | dirt);
        W e = a, f = b, g = c, h = d;
        Philox.Two<TWords, W>(rounds, ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        ulong* store = stackalloc ulong[8];
        var words = new List<uint>();
        foreach (W word in (W[])[a, b, c, d])
        {
            TWords.Store(store, word);
            words.Add((uint)store[TWords.Width - 1]);
        }

        foreach ((W mine, W twin) in new[] { (a, e), (b, f), (c, g), (d, h) })
            Assert.True(mine.Equals(twin));
        return [.. words];
    }
}
