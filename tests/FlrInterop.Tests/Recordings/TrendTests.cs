using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class TrendTests
{
    [Fact]
    public void A_quantity_that_does_not_vary_is_not_tested()
        => Assert.Equal(Trend.NotTested, Trend.Of("success", Series(_ => 1), null).Verdict);

    [Theory]
    [InlineData(0.1, Trend.Rises)]
    [InlineData(-0.1, Trend.Falls)]
    [InlineData(0, Trend.None)]
    public void The_interval_decides(double slope, string verdict)
        => Assert.Equal(verdict, Trend.Of("progress", Series(n => (slope * n) + Math.Cos(3 * n)), null).Verdict);

    [Fact]
    public void A_window_holds_the_first_trials_of_every_target()
        => Assert.Equal(40, Trend.Of("progress", Series(n => Math.Cos(n)), 20).Trials);

    [Fact]
    public void Early_to_late_averages_targets_and_knows_too_few_trials()
    {
        EarlyToLate change = EarlyToLate.Of(Series(n => n <= 16 ? 1 : 3), 2);
        Assert.Equal(2, change.Change, 1e-12);
        Assert.Equal(0, change.Interval.High - change.Interval.Low, 1e-12);
        Assert.True(double.IsNaN(EarlyToLate.Of(Series(n => n).First(20), 2).Change));
    }

    private static TrialSeries Series(Func<double, double> value)
    {
        double[] number = [.. Enumerable.Range(1, 120).Select(n => (double)n)];
        return new TrialSeries(
            [.. number.Select(n => (int)(n % 2))],
            number,
            [.. number.Select(n => Math.Ceiling(n / 2))],
            [.. number.Select(value)]);
    }
}
