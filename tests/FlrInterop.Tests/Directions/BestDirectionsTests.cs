using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class BestDirectionsTests
{
    private const int Units = 20;
    private const double Tolerance = 1e-9;

    [Fact]
    public void Without_constraints_they_are_the_leading_axes_of_the_covariance()
    {
        Activity activity = Source();
        Directions found = Flr.BestDirections(activity, 5);
        Vector<double> values = activity.Covariance!.ToMatrix().Evd(Symmetricity.Symmetric).EigenValues.Real();
        for (int k = 0; k < 5; k++)
            Assert.Equal(values[Units - 1 - k] / 1e-3, found.PredictedSpeed[k], Tolerance * found.PredictedSpeed[0]);
        Matrix<double> vectors = found.Vectors.ToMatrix();
        Assert.True((vectors.TransposeAndMultiply(vectors) - Matrix<double>.Build.DenseIdentity(5)).L2Norm() < Tolerance);
    }

    [Fact]
    public void They_obey_their_constraints_and_lose_no_more_than_they_must()
    {
        Activity activity = Source();
        Matrix<double> covariance = activity.Covariance!.ToMatrix();
        NdArray<double> known = InputOutputMap.Random(Units, 3, seed: 1).Targets, manifold = InputOutputMap.Random(Units, 8, seed: 2).Targets, readout = InputOutputMap.Random(Units, 2, seed: 3).Targets;
        Directions apart = Flr.BestDirections(activity, 4, new DirectionOptions { OrthogonalTo = known });
        Assert.True((apart.Vectors.ToMatrix() * known.ToMatrix().Transpose()).L2Norm() < Tolerance);
        Directions inside = Flr.BestDirections(activity, 20, new DirectionOptions { Within = manifold, OrthogonalTo = known });
        Assert.Equal(5, inside.Vectors.Shape[0]);
        Assert.StartsWith("5 of 20", inside.Status, StringComparison.Ordinal);
        Assert.True((inside.Vectors.ToMatrix() * known.ToMatrix().Transpose()).L2Norm() < Tolerance);
        Matrix<double> span = manifold.ToMatrix().Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        Matrix<double> vectors = inside.Vectors.ToMatrix();
        Assert.True(((vectors * span.TransposeAndMultiply(span)) - vectors).L2Norm() < Tolerance);
        Directions seen = Flr.BestDirections(activity, 2, new DirectionOptions { Readout = readout });
        for (int trial = 0; trial < 20; trial++)
        {
            Vector<double> other = readout.ToMatrix().Transpose() * Vector<double>.Build.DenseOfArray([Math.Cos(trial), Math.Sin(trial)]);
            other /= other.L2Norm();
            Assert.True(other.DotProduct(covariance * other) / 1e-3 <= seen.PredictedSpeed[0] + Tolerance);
        }

        Assert.Throws<ParameterException>(() => Flr.BestDirections(activity, 1, new DirectionOptions { Within = readout, OrthogonalTo = readout }));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(90)]
    public void At_a_given_novelty_no_other_direction_is_faster(double degrees)
    {
        Activity activity = Source();
        Matrix<double> covariance = activity.Covariance!.ToMatrix();
        NdArray<double> from = InputOutputMap.Random(Units, 1, seed: 5).Targets.At(0);
        Vector<double> reference = Vector<double>.Build.Dense(from.ToArray());
        reference /= reference.L2Norm();
        Directions found = Flr.BestDirections(activity, 3, new DirectionOptions { Novelty = degrees, NoveltyFrom = from });
        for (int k = 0; k < 3; k++)
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), reference.DotProduct(Vector<double>.Build.Dense(found.Vectors.Row(k).ToArray())), Tolerance);
        var random = new MathNet.Numerics.Distributions.Normal(0, 1, new MathNet.Numerics.Random.MersenneTwister(1));
        for (int trial = 0; trial < 300; trial++)
        {
            Vector<double> side = Vector<double>.Build.Random(Units, random) + (trial % 2 * 30 * Vector<double>.Build.Dense(found.Vectors.Row(0).ToArray()));
            side -= reference.DotProduct(side) * reference;
            side /= side.L2Norm();
            Vector<double> other = (Math.Cos(degrees * Math.PI / 180) * reference) + (Math.Sin(degrees * Math.PI / 180) * side);
            Assert.True(other.DotProduct(covariance * other) / 1e-3 <= found.PredictedSpeed[0] * (1 + Tolerance));
        }

        Assert.True(found.PredictedSpeed[0] >= found.PredictedSpeed[1]);
    }

    [Fact]
    public void Of_a_network_they_are_learned_as_fast_as_told()
    {
        var network = new Network(Couplings.Gaussian(Units, 0.7, seed: 3)) { Gain = 0.8, Noise = 1e-3, InputStrength = 0.05 };
        Directions found = Flr.BestDirections(network, 3);
        NdArray<double> inputs = InputOutputMap.Random(Units, 3, seed: 4).Inputs;
        NdArray<double> targets = (found.Vectors.ToMatrix() * Math.Sqrt(Units)).ToNdArray();
        SpeedPrediction told = Flr.PredictSpeed(network, new InputOutputMap(inputs, targets), LearningRules.Hebbian);
        for (int k = 0; k < 3; k++)
        {
            double square = FixedPoint.Find(network, inputs.At(k)).State.ToArray().Sum(x => x * x) / Units;
            Assert.Equal(1, told.Speed[k] / (found.PredictedSpeed[k] * square), 0.03);
        }
    }

    [Fact]
    public void The_best_pair_is_better_than_random_pairs()
    {
        Activity activity = Source();
        DirectionPairs found = Flr.BestPairs(activity, 3);
        Matrix<double> chi = activity.Covariance!.ToMatrix() / 1e-3;
        for (int k = 0; k < 3; k++)
        {
            Vector<double> xi = Vector<double>.Build.Dense(found.Targets.Row(k).ToArray()), eta = Vector<double>.Build.Dense(found.Inputs.Row(k).ToArray());
            Assert.Equal(xi.DotProduct(chi * xi) * Math.Pow((chi * eta).L2Norm(), 2), found.PredictedSpeed[k], Tolerance * found.PredictedSpeed[0]);
        }

        InputOutputMap others = InputOutputMap.Random(Units, 50, seed: 8);
        for (int map = 0; map < 50; map++)
        {
            Vector<double> xi = Vector<double>.Build.Dense(others.Targets.Row(map).ToArray()) / Math.Sqrt(Units), eta = Vector<double>.Build.Dense(others.Inputs.Row(map).ToArray()) / Math.Sqrt(Units);
            Assert.True(xi.DotProduct(chi * xi) * Math.Pow((chi * eta).L2Norm(), 2) <= found.PredictedSpeed[0]);
        }
    }

    private static Activity Source()
        => new LinearProcess(new Network(Couplings.Gaussian(Units, 0.8, 0.2, seed: 2)) { Gain = 0.8, Noise = 1e-3, Transfer = TransferFunction.Linear }).Exact(2, 0.1);
}
