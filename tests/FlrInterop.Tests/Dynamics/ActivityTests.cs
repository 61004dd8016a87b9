using MathNet.Numerics.Statistics;

namespace FlrInterop.Tests;

public sealed class ActivityTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Moments_of_samples_are_those_of_a_statistics_library()
    {
        double[] samples = [.. Enumerable.Range(0, 4 * 50 * 3).Select(i => Math.Sin(i * i) + (i % 3))];
        Activity activity = Activity.FromSamples(NdArray<double>.Copy(samples, 4, 50, 3), step: 0.1, noise: 0.01);
        double[][] units = [.. Enumerable.Range(0, 3).Select(u => samples.Where((_, i) => i % 3 == u).ToArray())];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(units[i].Mean(), activity.Mean![i], Rounding);
            for (int j = 0; j < 3; j++)
                Assert.Equal(units[i].Covariance(units[j]), activity.Covariance![i, j], Rounding);
        }

        Assert.Equal(200, activity.Count);
        Assert.Equal(4, activity.Trials);
    }

    [Fact]
    public void Evoked_samples_give_moments_map_by_map()
    {
        double[] samples = [.. Enumerable.Range(0, 2 * 1 * 30 * 2).Select(i => Math.Cos(i * i))];
        Activity evoked = Activity.FromSamples(NdArray<double>.Copy(samples, 2, 1, 30, 2), state: ActivityState.Evoked);
        Activity second = Activity.FromSamples(NdArray<double>.Copy(samples.AsSpan(60), 30, 2));
        Assert.Equal(second.Mean!.ToArray(), evoked.Mean!.At(1).ToArray());
        Assert.Equal(second.Covariance!.ToArray(), evoked.Covariance!.At(1).ToArray());
    }

    [Fact]
    public void Bad_moments_and_samples_are_refused()
    {
        NdArray<double> mean = NdArray<double>.Copy([0, 0], 2);
        Assert.Throws<ShapeException>(() => Activity.FromMoments(mean, NdArray<double>.Copy(new double[9], 3, 3)));
        Assert.Throws<ParameterException>(() => Activity.FromMoments(mean, NdArray<double>.Copy([1, 0.5, 0.4, 1], 2, 2)));
        Assert.Throws<ParameterException>(() => Activity.FromMoments(mean, NdArray<double>.Copy([-1, 0, 0, 1], 2, 2)));
        Assert.Throws<ParameterException>(() => Activity.FromMoments(mean, NdArray<double>.Copy([1, 0, 0, double.NaN], 2, 2)));
        Assert.Throws<ParameterException>(() => Activity.FromMoments(mean, NdArray<double>.Copy([1, 0, 0, 1], 2, 2), noise: 0));
        Assert.Throws<ShapeException>(() => Activity.FromSamples(NdArray<double>.Copy(new double[4], 4)));
        Assert.Throws<ShapeException>(() => Activity.FromSamples(NdArray<double>.Copy(new double[4], 1, 4)));
    }
}
