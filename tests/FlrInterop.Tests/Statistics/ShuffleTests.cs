using FlrInterop.Numerics;
using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class ShuffleTests
{
    // The published known-answer vectors of Random123 (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        Span<uint> words = stackalloc uint[4];
        Shuffle.Block(c0, c1, c2, c3, k0, k1, words);
        Assert.Equal([r0, r1, r2, r3], words.ToArray());
    }

    [Fact]
    public void Same_seed_and_resample_give_the_same_numbers_whatever_came_before()
    {
        var first = new Shuffle(7, Purpose.Bootstrap);
        first.Below(10);
        first.Restart(3);
        var second = new Shuffle(7, Purpose.Bootstrap, resample: 3);
        for (int i = 0; i < 100; i++)
            Assert.Equal(second.Below(1000), first.Below(1000));
    }

    [Fact]
    public void Seeds_purposes_and_resamples_differ()
    {
        static int[] Ten(Shuffle s) => [.. Enumerable.Range(0, 10).Select(_ => s.Below(int.MaxValue))];
        int[][] all =
        [
            Ten(new Shuffle(1, Purpose.Bootstrap)),
            Ten(new Shuffle(2, Purpose.Bootstrap)),
            Ten(new Shuffle(1, Purpose.Permutation)),
            Ten(new Shuffle(1, Purpose.Bootstrap, 1)),
            Ten(new Shuffle((UInt128)1 << 100, Purpose.Bootstrap)),
        ];
        Assert.Equal(all.Length, all.Select(a => string.Join(',', a)).Distinct().Count());
    }

    [Fact]
    public void Every_order_of_four_is_equally_likely()
    {
        const int draws = 24_000;
        var counts = new Dictionary<string, int>();
        var shuffle = new Shuffle(11, Purpose.Permutation);
        for (int draw = 0; draw < draws; draw++)
        {
            int[] order = [0, 1, 2, 3];
            shuffle.Restart(draw);
            shuffle.Order(order.AsSpan());
            string key = string.Concat(order);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, counts.Count);
        double chi = counts.Values.Sum(c => Math.Pow(c - 1000.0, 2) / 1000);
        Assert.InRange(chi, 5, 55); // 23 degrees: 99.98 % lie within
    }

    [Fact]
    public void A_bound_of_zero_is_refused() => Assert.Throws<ParameterException>(() => new Shuffle(1, Purpose.Bootstrap).Below(0));
}
