using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class PermutationTestTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Eight_pairs_in_order_reach_two_of_all_orders()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Equal(2.0 / 40320, PermutationTest.Spearman(x, x, 1), Rounding);
    }

    [Fact]
    public void Every_order_is_visited_once()
    {
        var seen = new HashSet<string>();
        int calls = 0;
        PermutationTest.TwoSided(5, order =>
        {
            seen.Add(string.Concat(order));
            calls++;
            return 0;
        }, 1);
        Assert.Equal(120, seen.Count);
        Assert.Equal(120, calls);
    }

    [Fact]
    public void Exact_p_equals_a_plain_recursion_with_ties()
    {
        double[] x = [1, 1, 2, 3, 3, 4];
        double[] y = [2, 5, 1, 6, 4, 4];
        double observed = Math.Abs(Correlation.Spearman(x, y));
        int extreme = 0, all = 0;
        void Visit(double[] rest, List<double> taken)
        {
            if (rest.Length == 0)
            {
                all++;
                extreme += Math.Abs(Correlation.Spearman(x, taken.ToArray())) >= observed - 1e-12 ? 1 : 0;
                return;
            }

            for (int i = 0; i < rest.Length; i++)
                Visit([.. rest[..i], .. rest[(i + 1)..]], [.. taken, rest[i]]);
        }

        Visit(y, []);
        Assert.Equal(720, all);
        Assert.Equal((double)extreme / all, PermutationTest.Spearman(x, y, 1), Rounding);
    }

    [Fact]
    public void Four_axes_never_fall_below_two_in_twentyfour()
        => Assert.Equal(2.0 / 24, PermutationTest.Spearman([1, 2, 3, 4], [1, 2, 3, 4], 1), Rounding);

    [Fact]
    public void Monte_Carlo_agrees_with_a_count_and_repeats()
    {
        static double FirstPlace(int[] order) => order[0] - 4.0;
        double drawn = PermutationTest.TwoSided(9, FirstPlace, 5, draws: 20_000);
        Assert.Equal(2.0 / 9, drawn, 0.02); // |order[0] − 4| ≥ 4 holds for 2 of 9 places
        Assert.Equal(drawn, PermutationTest.TwoSided(9, FirstPlace, 5, draws: 20_000));
    }

    [Fact]
    public void Monte_Carlo_is_never_zero()
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(i => (double)i)];
        Assert.Equal(1.0 / 1000, PermutationTest.Spearman(x, x, 3, draws: 999), Rounding);
    }

    [Fact]
    public void No_correlation_has_no_p() => Assert.True(double.IsNaN(PermutationTest.Spearman([1, 1, 1], [1, 2, 3], 1)));
}
