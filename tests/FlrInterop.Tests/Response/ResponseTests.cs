using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class ResponseTests
{
    private const double Rounding = 1e-11;

    [Fact]
    public void Linearised_equals_the_inverse()
    {
        var network = new Network(Couplings.Gaussian(30, 0.9, seed: 3)) { Gain = 0.8 };
        Matrix<double> expected = (Matrix<double>.Build.DenseIdentity(30) - (0.8 * network.Coupling.Dense().ToMatrix())).Inverse();
        Susceptibility found = FlrInterop.Response.Estimate(network);
        Assert.True((expected - found.Matrix.ToMatrix()).L2Norm() < Rounding);
        Assert.Equal("linearised", found.Estimator);
    }

    [Fact]
    public void Low_rank_solves_as_the_dense_matrix_does_in_both_directions()
    {
        Coupling lowRank = Couplings.Hopfield(InputOutputMap.Random(60, 4, seed: 1).Targets) + Couplings.PreEmbedded(60, 3, seed: 2);
        Coupling dense = Couplings.FromArray(lowRank.Dense());
        double[] slopes = [.. Enumerable.Range(0, 60).Select(i => 0.3 + (0.005 * i))], b = [.. slopes.Select(Math.Sin)];
        Assert.Equal(LinearResponse.Of(dense, slopes).Solve(b), LinearResponse.Of(lowRank, slopes).Solve(b), (x, y) => Math.Abs(x - y) < Rounding);
        Assert.Equal(
            LinearResponse.Of(dense, slopes).SolveTransposed(b), LinearResponse.Of(lowRank, slopes).SolveTransposed(b), (x, y) => Math.Abs(x - y) < Rounding);
    }

    [Fact]
    public void Equal_time_is_covariance_over_noise()
    {
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([0, 0], 2), NdArray<double>.Copy([0.02, 0.01, 0.01, 0.03], 2, 2), noise: 0.01);
        Susceptibility found = FlrInterop.Response.Estimate(activity);
        Assert.Equal([2.0, 1, 1, 3], found.Matrix.ToArray(), (x, y) => Math.Abs(x - y) < Rounding);
        Assert.Null(found.StandardError);
    }

    [Fact]
    public void Without_the_noise_there_is_no_scale_and_that_is_said()
    {
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([0], 1), NdArray<double>.Copy([0.02], 1, 1));
        Assert.Contains("noise", Assert.Throws<ParameterException>(() => FlrInterop.Response.Estimate(activity)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimators_that_need_another_source_or_do_not_exist_are_refused()
    {
        var network = new Network(Couplings.Gaussian(3, seed: 1));
        Assert.Throws<ParameterException>(() => FlrInterop.Response.Estimate(network, "equal-time"));
        Assert.Contains("equal-time, linearised", Assert.Throws<UnknownNameException>(() => FlrInterop.Response.Estimate(network, "magic")).Message, StringComparison.Ordinal);
    }
}
