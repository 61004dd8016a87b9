using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class BootstrapTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 200).Select(i => i / 200.0)];
    private static readonly double[] Y = [.. Enumerable.Range(0, 200).Select(i => (i / 200.0) + Math.Sin(7.0 * i))];

    [Fact]
    public void Interval_of_a_mean_is_that_of_the_normal_law()
    {
        Interval found = Bootstrap.Pairs(X, Y, (_, y) => y.ToArray().Average(), 1, resamples: 4000);
        double mean = Y.Average();
        double error = Math.Sqrt(Y.Sum(v => (v - mean) * (v - mean)) / Y.Length / Y.Length);
        Assert.Equal(mean - (1.96 * error), found.Low, 0.1 * error);
        Assert.Equal(mean + (1.96 * error), found.High, 0.1 * error);
    }

    [Fact]
    public void Pairs_stay_together()
    {
        Interval found = Bootstrap.Pairs(X, X, Correlation.Pearson, 1, resamples: 50);
        Assert.Equal(1, found.Low, 1e-12);
        Assert.Equal(1, found.High, 1e-12);
    }

    [Fact]
    public void Same_seed_same_bits()
    {
        Assert.Equal(Bootstrap.Pairs(X, Y, Correlation.Spearman, 9, 100), Bootstrap.Pairs(X, Y, Correlation.Spearman, 9, 100));
        Assert.NotEqual(Bootstrap.Pairs(X, Y, Correlation.Spearman, 9, 100), Bootstrap.Pairs(X, Y, Correlation.Spearman, 10, 100));
    }

    [Fact]
    public void Undefined_resamples_are_left_out()
    {
        Assert.False(double.IsNaN(Bootstrap.Pairs([1, 2], [1, 2], Correlation.Pearson, 1, 100).Low));
        Assert.True(double.IsNaN(Bootstrap.Pairs([1, 1], [1, 2], Correlation.Pearson, 1, 100).Low));
    }
}
