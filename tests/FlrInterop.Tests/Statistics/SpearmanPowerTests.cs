using FlrInterop.Statistics;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class SpearmanPowerTests
{
    private const double AsPrinted = 0.006;

    [Theory]
    [InlineData(0.3, 0.10)]
    [InlineData(0.5, 0.22)]
    [InlineData(0.7, 0.47)]
    public void Power_of_eight_targets(double rho, double power) => Assert.Equal(power, SpearmanPower.Power(rho, 8), AsPrinted);

    [Theory]
    [InlineData(8, 0.86)]
    [InlineData(16, 0.66)]
    [InlineData(40, 0.44)]
    [InlineData(80, 0.32)]
    public void Detectable_at_eighty_percent(int count, double rho)
    {
        Assert.Equal(rho, SpearmanPower.Detectable(count), AsPrinted);
        Assert.Equal(0.8, SpearmanPower.Power(SpearmanPower.Detectable(count), count), 1e-3);
    }

    [Fact]
    public void Interval_at_zero_for_eight_targets()
    {
        Interval interval = SpearmanPower.Interval(0, 8);
        Assert.Equal(0.72, interval.High, AsPrinted);
        Assert.Equal(-interval.High, interval.Low, 1e-12);
    }

    [Fact]
    public void No_effect_is_found_at_the_level_of_significance() => Assert.Equal(0.05, SpearmanPower.Power(0, 20), 1e-9);

    [Fact]
    public void Three_pairs_have_no_interval() => Assert.True(double.IsNaN(SpearmanPower.Interval(0.5, 3).Low));
}
