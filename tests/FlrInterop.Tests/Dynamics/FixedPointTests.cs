using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class FixedPointTests
{
    private const double Rounding = 1e-12;

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("logistic")]
    public void The_state_satisfies_its_equation(string transfer)
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1000], Gen.Double[0.1, 0.8]).Sample(
            (units, seed, gain) =>
            {
                var network = new Network(Couplings.Gaussian(units, 0.8, seed: seed)) { Gain = gain, Transfer = TransferFunctions.Parse(transfer), InputStrength = 0.7 };
                NdArray<double> input = InputOutputMap.Random(units, 1, seed: seed + 1).Inputs.At(0);
                FixedPointResult found = FixedPoint.Find(network, input);
                Assert.Equal(RunStatus.Completed, found.Status);
                Matrix<double> weights = network.Coupling.Dense().ToMatrix();
                Vector<double> u = weights * Vector<double>.Build.Dense(found.State.ToArray());
                for (int i = 0; i < units; i++)
                    Assert.Equal(network.Transfer.Value(gain * (u[i] + (0.7 * input[i]))), found.State[i], Rounding);
            },
            iter: 25);
    }

    [Fact]
    public void A_linear_network_has_its_closed_form()
    {
        var network = new Network(Couplings.Gaussian(50, 0.5, seed: 4)) { Gain = 0.9, Transfer = TransferFunction.Linear };
        NdArray<double> input = InputOutputMap.Random(50, 1, seed: 5).Inputs.At(0);
        Matrix<double> matrix = Matrix<double>.Build.DenseIdentity(50) - (0.9 * network.Coupling.Dense().ToMatrix());
        Vector<double> expected = matrix.Solve(Vector<double>.Build.Dense(input.ToArray()) * 0.9);
        FixedPointResult found = FixedPoint.Find(network, input);
        for (int i = 0; i < 50; i++)
            Assert.Equal(expected[i], found.State[i], Rounding);
    }

    [Fact]
    public void No_fixed_point_within_reach_is_said()
    {
        // x = 1 + 2x has its fixed point at −1 and relaxation runs away from it; x = φ(x) + constant with slope 1 has none.
        var network = new Network(Couplings.FromArray(NdArray<double>.Copy([1], 1, 1))) { Transfer = TransferFunction.Linear };
        FixedPointResult found = FixedPoint.Find(network, NdArray<double>.Copy([1], 1));
        Assert.False(found.Converged);
        Assert.StartsWith("not converged", found.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Stability_is_that_of_the_eigenvalues()
    {
        var network = new Network(Couplings.Gaussian(40, 1, symmetry: 1, seed: 2)) { Gain = 0.3 };
        StabilityResult rest = Stability.At(network, FixedPoint.Find(network).State);
        Vector<double> symmetric = network.Coupling.Dense().ToMatrix().Evd(Symmetricity.Symmetric).EigenValues.Real();
        Assert.Equal((0.3 * symmetric.Maximum()) - 1, rest.Leading.Real, 1e-10);
        Assert.True(rest.IsStable);
        Assert.False(Stability.At(new Network(network.Coupling) { Gain = 3 }, FixedPoint.Find(network).State).IsStable);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Embedded_maps_at_rest_have_the_eigenvalues_of_their_small_matrix(int maps)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var network = new Network(Couplings.PreEmbedded(100, maps, seed: seed)) { Gain = 0.7 };
            StabilityResult rest = Stability.At(network, FixedPoint.Find(network).State);
            Assert.Equal(100, rest.Eigenvalues.Count);

            // Σ λ = trace of diag(g) J − 1, and Σ λ² that of its square.
            Matrix<double> jacobian = (0.7 * network.Coupling.Dense().ToMatrix()) - Matrix<double>.Build.DenseIdentity(100);
            Assert.Equal(jacobian.Trace(), rest.Eigenvalues.Sum(value => value.Real), 1e-9);
            Assert.Equal((jacobian * jacobian).Trace(), rest.Eigenvalues.Sum(value => (value * value).Real), 1e-9);
        }
    }

    [Fact]
    public void Inputs_of_the_wrong_length_are_refused()
    {
        var network = new Network(Couplings.Gaussian(5, seed: 1));
        Assert.Contains("(4,)", Assert.Throws<ShapeException>(() => FixedPoint.Find(network, NdArray<double>.Copy(new double[4], 4))).Message, StringComparison.Ordinal);
    }
}
