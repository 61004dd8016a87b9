using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class DiagnoseTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void A_symmetric_network_well_inside_is_trusted()
    {
        Diagnostics found = Flr.Diagnose(Network(1, 0.5));
        Assert.True(found.Trustworthy);
        Assert.Equal(0, found.Find("non-normality (Henrici)")!.Value, 1e-6);
        Assert.Equal(0, found.Find("detailed-balance violation")!.Value, Tolerance);
        Assert.True(found.Find("estimator spread")!.Value < 1e-3);
    }

    [Fact]
    public void Each_failure_is_named_with_a_sentence()
    {
        Matrix<double> chain = Matrix<double>.Build.Dense(20, 20, (i, j) => i == j + 1 ? 2 : 0);
        Diagnostics nonNormal = Flr.Diagnose(new Network(Couplings.FromArray(chain.ToNdArray())) { Transfer = TransferFunction.Linear });
        Assert.False(nonNormal.Trustworthy);
        Assert.Equal(1, nonNormal.Find("non-normality (Henrici)")!.Value, Tolerance);
        Assert.Contains("poor stand-in", nonNormal.Find("non-normality (Henrici)")!.Sentence, StringComparison.Ordinal);
        Assert.False(nonNormal.Find("estimator spread")!.Holds);
        Diagnostics near = Flr.Diagnose(Network(1, 0.95));
        Assert.False(near.Find("distance to instability")!.Holds);
        Diagnostics beyond = Flr.Diagnose(Network(1, 1.2));
        Assert.Contains("not stable", beyond.Find("distance to instability")!.Sentence, StringComparison.Ordinal);
        NdArray<double> input = NdArray<double>.Copy(Enumerable.Repeat(3.0, 20).ToArray(), 20);
        Diagnostics driven = Flr.Diagnose(new Network(Couplings.Gaussian(20, 0.5, seed: 1)), input);
        Assert.False(driven.Find("amplitude against the linear range")!.Holds);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    public void Activity_of_a_linear_network_says_what_the_network_says(double symmetry)
    {
        Network network = Network(symmetry, 0.7);
        Diagnostics model = Flr.Diagnose(network), activity = Flr.Diagnose(new LinearProcess(network).Exact(300, 0.01));
        foreach (string name in (string[])["distance to instability", "non-normality (Henrici)", "amplitude against the linear range"])
            Assert.Equal(model.Find(name)!.Value, activity.Find(name)!.Value, 1e-5);
        Assert.Equal(model.Find("detailed-balance violation")!.Value, activity.Find("detailed-balance violation")!.Value, 0.02);
        Assert.Equal(model.Find("estimator spread")!.Value, activity.Find("estimator spread")!.Value, 0.02);
    }

    [Fact]
    public void From_a_simulation_sampling_alone_does_not_look_like_a_violation()
    {
        Network network = Network(1, 0.6);
        Activity rest = Simulator.Run(network, new SimulationOptions { Trials = 8, Duration = 500, Lags = 20, LagEvery = 2, Seed = 1 });
        Diagnostics found = Flr.Diagnose(rest);
        Assert.True(found.Find("detailed-balance violation")!.Value < 0.1);
        Assert.True(found.Trustworthy, string.Join("; ", found.Items));
        Activity turning = Simulator.Run(Network(-0.8, 0.6), new SimulationOptions { Trials = 8, Duration = 500, Lags = 20, LagEvery = 2, Seed = 1 });
        Assert.False(Flr.Diagnose(turning).Find("detailed-balance violation")!.Holds);
    }

    [Fact]
    public void The_stationary_covariance_solves_its_equation()
    {
        Matrix<double> generator = new LinearProcess(Network(-0.3, 0.9)).Generator;
        Matrix<double> covariance = Lyapunov.Solve(generator, 0.02)!;
        Matrix<double> left = (generator * covariance) + covariance.TransposeAndMultiply(generator) + Matrix<double>.Build.DenseDiagonal(20, 0.04);
        Assert.True(left.L2Norm() < Tolerance);
        Assert.Null(Lyapunov.Solve(Matrix<double>.Build.DenseIdentity(3), 1));
    }

    /// <summary>A linear network whose leading eigenvalue is a given number.</summary>
    private static Network Network(double symmetry, double leading)
    {
        Coupling coupling = Couplings.Gaussian(20, 1, symmetry, seed: 5);
        return new Network((leading / Eigenvalues.Leading(coupling.Dense().ToMatrix())) * coupling) { Noise = 1e-3, Transfer = TransferFunction.Linear };
    }
}
