namespace FlrInterop.Tests;

public sealed class LandscapeTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Probabilities_sum_to_one_and_the_potential_is_their_logarithm()
    {
        double[] samples = [.. Enumerable.Range(0, 300).SelectMany(i => new[] { Math.Sin(i), Math.Cos(i * i) })];
        Landscape found = Landscape.Of(NdArray<double>.Copy(samples, 3, 100, 2), NdArray<double>.Copy([1, 0], 2), NdArray<double>.Copy([0, 1], 2), 8);
        Assert.Equal(1, found.Probability.ToArray().Sum(), Rounding);
        double highest = found.Probability.ToArray().Max();
        for (int at = 0; at < 64; at++)
        {
            double p = found.Probability.Span[at];
            Assert.Equal(p == 0 ? double.PositiveInfinity : -Math.Log(p / highest), found.Potential.Span[at], Rounding);
        }

        Assert.Equal(samples.Where((_, i) => i % 2 == 0).Min() / 2, found.TargetEdges[0], Rounding);
    }

    [Fact]
    public void One_bin_of_a_hand_made_set_holds_what_it_should()
    {
        Landscape found = Landscape.Of(NdArray<double>.Copy([0, 0, 1, 0, 1, 1, 1, 1], 4, 2), NdArray<double>.Copy([2, 0], 2), NdArray<double>.Copy([0, 2], 2), 2);
        Assert.Equal([0.25, 0, 0.25, 0.5], found.Probability.ToArray());
    }

    [Fact]
    public void An_activity_without_samples_is_refused_and_told_how()
    {
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([0], 1), NdArray<double>.Copy([1], 1, 1));
        Assert.Contains("samples", Assert.Throws<ParameterException>(() => Landscape.Of(activity, NdArray<double>.Copy([1], 1), NdArray<double>.Copy([1], 1))).Message, StringComparison.Ordinal);
    }
}
