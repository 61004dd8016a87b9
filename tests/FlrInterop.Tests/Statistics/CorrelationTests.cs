using CsCheck;
using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class CorrelationTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Ties_share_the_average_rank()
        => Assert.Equal([2.5, 1, 2.5, 5, 5, 5], Ranks.Average([2, 1, 2, 9, 9, 9]));

    [Fact]
    public void Ranks_equal_a_plain_count()
        => Gen.Int[0, 6].Select(i => (double)i).Array[1, 20].Sample(values =>
        {
            double[] plain = [.. values.Select(v => values.Count(w => w < v) + ((values.Count(w => w == v) + 1) / 2.0))];
            return Ranks.Average(values).SequenceEqual(plain);
        }, iter: 300);

    [Fact]
    public void A_missing_value_is_refused() => Assert.Throws<ParameterException>(() => Ranks.Average([1, double.NaN]));

    [Fact]
    public void Rounding_makes_ties_and_keeps_differences()
    {
        double[] values = [3, 3 * (1 + 1e-15), -1, 2];
        Assert.Equal(3, Ranks.Distinct(values));
        Assert.Equal([3.5, 3.5, 1, 2], Ranks.Average(Ranks.Tied(values)));
    }

    [Fact]
    public void Pearson_and_Spearman_equal_MathNet()
        => Gen.Double[-10, 10].Array[5].Select(Gen.Double[-10, 10].Array[5]).Sample((x, y) =>
        {
            double pearson = MathNet.Numerics.Statistics.Correlation.Pearson(x, y);
            double spearman = MathNet.Numerics.Statistics.Correlation.Spearman(x, y);
            return Math.Abs(Correlation.Pearson(x, y) - pearson) < 1e-9 && Math.Abs(Correlation.Spearman(x, y) - spearman) < 1e-9;
        }, iter: 300);

    [Fact]
    public void Spearman_without_ties_has_its_closed_form()
    {
        // 1 − 6 Σ d² / (n (n² − 1)) with d = 1, 1, 1, 1, 0
        Assert.Equal(1 - (6.0 * 4 / (5 * 24)), Correlation.Spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50]), Rounding);
    }

    [Fact]
    public void A_constant_side_has_no_correlation()
    {
        Assert.True(double.IsNaN(Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3])));
        Assert.True(double.IsNaN(Correlation.Spearman([1, 2, 3], [5, 5, 5])));
    }

    [Fact]
    public void Pairs_of_unequal_length_are_refused() => Assert.Throws<ShapeException>(() => Correlation.Pearson([1, 2], [1, 2, 3]));

    [Fact]
    public void Partial_is_the_correlation_of_residuals()
    {
        double[] x = [1, 4, 2, 8, 5, 7];
        double[] y = [2, 1, 5, 6, 3, 9];
        double[] c = [3, 1, 4, 1, 5, 9];
        LineFit fx = LineFit.Of(c, x), fy = LineFit.Of(c, y);
        double[] rx = [.. x.Zip(c, (v, w) => v - fx.At(w))];
        double[] ry = [.. y.Zip(c, (v, w) => v - fy.At(w))];
        double partial = Correlation.Partial(Correlation.Pearson(x, y), Correlation.Pearson(x, c), Correlation.Pearson(y, c));
        Assert.Equal(Correlation.Pearson(rx, ry), partial, Rounding);
    }
}
