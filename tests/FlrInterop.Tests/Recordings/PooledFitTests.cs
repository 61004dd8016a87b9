using FlrInterop.Statistics;

namespace FlrInterop.Tests;

public sealed class PooledFitTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Equal_correlations_have_no_variance_between_sessions()
    {
        RandomEffects found = RandomEffects.Of([0.5, 0.5, 0.5], [8, 8, 16]);
        Assert.Equal(0.5, found.Rho, Rounding);
        Assert.Equal(0, found.Tau2, Rounding);
        Assert.Equal(0.5, found.Interval.Low, 1e-6);
        Assert.Equal(0, found.Q, Rounding);
    }

    [Fact]
    public void Two_sessions_have_the_closed_form_of_DerSimonian_and_Laird()
    {
        double[] z = [Math.Atanh(0.8), Math.Atanh(-0.6)];
        double variance = 1.06 / 5, q = (z[0] - z[1]) * (z[0] - z[1]) / (2 * variance), tau2 = (q - 1) * variance;
        RandomEffects found = RandomEffects.Of([0.8, -0.6], [8, 8]);
        Assert.Equal(q, found.Q, Rounding);
        Assert.Equal(tau2, found.Tau2, Rounding);
        Assert.Equal(Math.Tanh((z[0] + z[1]) / 2), found.Rho, Rounding);
        Assert.True(found.Interval.Low < -0.99 && found.Interval.High > 0.99);
    }

    [Fact]
    public void Sessions_without_a_rise_are_apart_and_small_ones_left_out()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8], y = [2, 1, 4, 3, 6, 5, 8, 7];
        PooledFit found = PooledFit.Of([(x, y), (x, [.. y.Reverse()]), (x[..3], y[..3]), (x, [.. y.Select(_ => 1.0)])], [true, false, true, true], 1, default);
        Assert.Equal(1, found.Learned.Sessions);
        Assert.Equal(2, found.All.Sessions);
        Assert.Equal([2, 3], found.LeftOut);
        Assert.True(found.Learned.P < 0.05);
        Assert.Equal(0, found.All.MeanRho, Rounding);
        Assert.True(double.IsNaN(found.Learned.Tau2));
        Assert.Contains("1 of 4 sessions show no rise", found.Verdict, StringComparison.Ordinal);
        PooledFit none = PooledFit.Of([(x, y)], [false], 1, default);
        Assert.Equal(0, none.Learned.Sessions);
        Assert.StartsWith("Progress rises in no session", none.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void The_permutation_of_one_session_is_near_the_exact_one()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8], y = [3, 1, 2, 6, 4, 5, 8, 7];
        double exact = PermutationTest.Spearman(x, y, 1), drawn = StratifiedPermutation.MeanSpearman([(x, y)], 1);
        Assert.Equal(exact, drawn, 0.005);
    }
}
