using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class LearningSpeedsTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void A_straight_line_has_its_slope_in_both_windows()
    {
        double[] values = [.. Enumerable.Range(1, 100).Select(n => 3 + (0.5 * n))];
        LearningSpeeds speeds = LearningSpeeds.Of(values, 75);
        Assert.Equal(0.5, speeds.Slope.Slope, Rounding);
        Assert.Equal(0.5, speeds.Short.Slope, Rounding);
        Assert.Equal(0.5 * (90.5 - 4.5), speeds.Change, Rounding);
        Assert.Equal(68, speeds.TrialsToPeak); // the last complete mean of 8 in 75 trials
        Assert.True(double.IsNaN(speeds.InitialSlope)); // a line has no time constant
    }

    [Fact]
    public void An_exponential_is_recovered()
    {
        double[] values = [.. Enumerable.Range(0, 75).Select(n => 20 + (30 * (1 - Math.Exp(-n / 12.0))))];
        ExponentialFit fit = ExponentialFit.Of(values);
        Assert.Equal(20, fit.Start, 1e-4);
        Assert.Equal(12, fit.Tau, 1e-4);
        Assert.Equal(30 / 12.0, fit.InitialSlope, 1e-4);
    }

    [Fact]
    public void Only_trials_of_the_window_count_for_the_peak()
    {
        double[] values = new double[90];
        values[80] = 100;
        values[20] = 8;
        Assert.Equal(14, LearningSpeeds.Of(values, 75).TrialsToPeak);
    }

    [Fact]
    public void Too_few_trials_have_no_change() => Assert.True(double.IsNaN(LearningSpeeds.Of(new double[27], 75).Change));
}
