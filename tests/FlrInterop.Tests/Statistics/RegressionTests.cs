using FlrInterop.Statistics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace FlrInterop.Tests.Statistics;

public sealed class RegressionTests
{
    private const double Rounding = 1e-10;
    private static readonly double[] X = [.. Enumerable.Range(0, 120).Select(i => i + (0.3 * Math.Sin(i)))];
    private static readonly double[] Y = [.. Enumerable.Range(0, 120).Select(i => (0.1 * i) + (5 * Math.Sin(0.9 * i * i)) + (3 * (i % 3)))];
    private static readonly int[] Groups = [.. Enumerable.Range(0, 120).Select(i => i % 3)];

    [Fact]
    public void Slope_and_standard_error_have_their_closed_form()
    {
        // Σ dx² = 5, Σ dx dy = 6, Σ dy² = 8: residual squares 8 − 36/5 = 0.8
        LineFit fit = LineFit.Of([0, 1, 2, 3], [1, 3, 3, 5]);
        Assert.Equal(1.2, fit.Slope, Rounding);
        Assert.Equal(1.2, fit.Intercept, Rounding);
        Assert.Equal(Math.Sqrt(0.8 / 2 / 5), fit.StandardError, Rounding);
    }

    [Fact]
    public void A_constant_x_has_no_slope() => Assert.True(double.IsNaN(LineFit.Of([1, 1, 1], [1, 2, 3]).Slope));

    [Fact]
    public void Newey_West_equals_the_whole_sandwich()
    {
        int n = X.Length, columns = 4;
        Matrix<double> design = Matrix<double>.Build.Dense(n, columns, (i, j) => j == 3 ? X[i] : Groups[i] == j ? 1 : 0);
        Vector<double> y = Vector<double>.Build.Dense(Y);
        Matrix<double> bread = (design.Transpose() * design).Inverse();
        Vector<double> beta = bread * design.Transpose() * y;
        Vector<double> residual = y - (design * beta);
        Matrix<double> meat = Matrix<double>.Build.Dense(columns, columns);
        const int lag = 4;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (Math.Abs(i - j) <= lag)
                    meat += (1 - (Math.Abs(i - j) / (lag + 1.0))) * residual[i] * residual[j] * design.Row(i).OuterProduct(design.Row(j));
            }
        }

        double variance = (bread * meat * bread)[3, 3] * n / (n - columns);
        NeweyWest trend = NeweyWest.Trend(X, Y, Groups);
        Assert.Equal(lag, trend.Lag);
        Assert.Equal(beta[3], trend.Slope, Rounding);
        Assert.Equal(Math.Sqrt(variance), trend.StandardError, Rounding);
        Assert.Equal(trend.Slope, 0.5 * (trend.Interval.Low + trend.Interval.High), Rounding);
        Assert.Equal(trend.P < 0.05, trend.Interval.Low > 0 || trend.Interval.High < 0);
    }

    [Fact]
    public void An_offset_of_a_group_changes_nothing()
    {
        double[] moved = [.. Y.Zip(Groups, (v, g) => v + (100 * g))];
        Assert.Equal(NeweyWest.Trend(X, Y, Groups).Slope, NeweyWest.Trend(X, moved, Groups).Slope, Rounding);
    }

    [Fact]
    public void Heterogeneity_has_its_closed_form()
    {
        Heterogeneity two = Heterogeneity.Of([1, 3], [1, 1]);
        Assert.Equal(2, two.Q, Rounding);
        Assert.Equal(1, two.Degrees);
        Assert.Equal(0.15729920705, two.P, 1e-9); // erfc(1)
        Assert.Equal(0.5, two.Reliability, Rounding);
        Assert.Equal(0, Heterogeneity.Of([2, 2, 2], [1, 2, 3]).Q, Rounding);
        Assert.True(double.IsNaN(Heterogeneity.Of([2, 3], [1, 0]).Q));
    }

    [Fact]
    public void Partial_p_is_small_only_where_the_link_survives_the_covariate()
    {
        double[] c = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] y = [2, 1, 4, 3, 6, 5, 8, 7];
        PartialSpearman same = PartialSpearman.Of(y, y, c, 1);
        Assert.Equal(1, same.Rho, Rounding);
        Assert.True(same.P < 0.05);
        PartialSpearman gone = PartialSpearman.Of([1, 2, 4, 3, 5, 6, 8, 7], y, c, 1);
        Assert.True(gone.P > 0.1);
        Assert.True(double.IsNaN(PartialSpearman.Of(c, y, c, 1).Rho));
    }
}
