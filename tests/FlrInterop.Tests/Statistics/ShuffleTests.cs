using FlrInterop.Numerics;
using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class ShuffleTests
{
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
