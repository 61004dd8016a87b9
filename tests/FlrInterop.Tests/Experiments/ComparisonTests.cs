using MathNet.Numerics;

namespace FlrInterop.Tests;

public sealed class ComparisonTests
{
    private const double Rounding = 1e-10;

    [Fact]
    public void Numbers_are_those_of_a_statistics_library()
    {
        double[] x = [.. Enumerable.Range(1, 20).Select(i => i * 0.1)], y = [.. x.Select((v, i) => (0.7 * v) + (0.05 * Math.Sin(9.0 * i)))];
        Comparison found = Between(x, y);
        Assert.Equal(Math.Pow(MathNet.Numerics.Statistics.Correlation.Pearson(x, y), 2), found.R2, Rounding);
        Assert.Equal(Math.Pow(MathNet.Numerics.Statistics.Correlation.Pearson(x.Select(v => Math.Log(v)), y.Select(v => Math.Log(v))), 2), found.R2Log, Rounding);
        Assert.Equal(Fit.LineThroughOrigin(x, y), found.Slope, Rounding);
        Assert.Equal(MathNet.Numerics.Statistics.Correlation.Spearman(x, y), found.Spearman, Rounding);
        Assert.True(found.SlopeInterval.Low < found.Slope && found.Slope < found.SlopeInterval.High);
        Assert.Equal(20, found.EffectiveCount);
        Assert.Equal(20, found.PredictorRange, 1e-6);
        Assert.Equal(1.0 / 10_000, found.PermutationP, Rounding);
    }

    [Fact]
    public void Ties_to_rounding_count_once_and_missing_speeds_are_counted()
    {
        Comparison found = Between([1, 1 + 1e-12, 2, 3, double.NaN, 5], [1, 2, 3, 4, 5, double.NaN]);
        Assert.Equal(3, found.EffectiveCount);
        Assert.Equal(2, found.LeftOut);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        double[] x = [.. Enumerable.Range(0, 15).Select(i => Math.Cos(i))], y = [.. Enumerable.Range(0, 15).Select(i => Math.Cos(i + 0.3))];
        Assert.Equal(Between(x, y).SpearmanInterval, Between(x, y).SpearmanInterval);
    }

    [Fact]
    public void The_null_is_compared_over_the_same_maps()
    {
        double[] predicted = [1, 2, 3, 4, double.NaN], measured = [1, 2, 3.5, 4, 9], none = [2, 1, 3, 5, 100];
        Comparison found = Comparison.Between(
            NdArray<double>.Copy(predicted, 5), NdArray<double>.Copy(measured, 5), nullSpeed: NdArray<double>.Copy(none, 5), resamples: 10);
        Assert.Equal(Math.Pow(MathNet.Numerics.Statistics.Correlation.Pearson(none[..4], measured[..4]), 2), found.NullR2, Rounding);
        Assert.True(double.IsNaN(Between(measured, measured).NullR2));
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        Assert.Throws<ShapeException>(() => Between([1, 2, 3], [1, 2]));
        Assert.Throws<ShapeException>(() => Between([1, 2], [1, 2]));
        Assert.Throws<ParameterException>(() => Between([1, 2, double.PositiveInfinity], [1, 2, 3]));
    }

    private static Comparison Between(double[] x, double[] y)
        => Comparison.Between(NdArray<double>.Copy(x, x.Length), NdArray<double>.Copy(y, y.Length), seed: 1);
}
