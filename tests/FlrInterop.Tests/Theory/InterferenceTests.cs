using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class InterferenceTests
{
    public static TheoryData<string> Deterministic => RuleCases.Data(RuleCases.Deterministic);

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void Entries_are_what_a_small_change_of_the_weights_does_to_the_other_map(string name)
    {
        const int units = 25, maps = 3;
        const double small = 1e-7, linear = 2e-5;
        var network = new Network(Couplings.Gaussian(units, 0.6, seed: 3)) { Gain = 0.8, Noise = 0, InputStrength = 0.6 };
        InputOutputMap task = InputOutputMap.Random(units, maps, seed: 4);
        LearningRule rule = RuleCases.Make(name, network, task);
        NdArray<double> told = Flr.PredictInterference(network, task, rule).Matrix;
        SpeedPrediction alone = Flr.PredictSpeed(network, task, rule);
        Matrix<double> weights = network.Coupling.Dense().ToMatrix();
        double step = rule is ForceRule force ? force.Interval : 0.1, scale = told.ToArray().Max(Math.Abs);
        for (int a = 0; a < maps; a++)
        {
            Assert.Equal(alone.Speed[a], told[a, a], 1e-12);
            Vector<double> x = Vector<double>.Build.Dense(FixedPoint.Find(network, task.Inputs.At(a)).State.ToArray());
            Matrix<double> change = new PlainRule(rule, network, task, a, small / step, step).Change(weights, x, x * 0);
            for (int b = 0; b < maps; b++)
                Assert.Equal((Overlap(network, task, b, weights + change) - Overlap(network, task, b, weights - change)) / 2 / small, told[a, b], linear * scale);
        }
    }

    [Fact]
    public void From_activity_of_a_symmetric_network_it_is_that_of_the_model()
    {
        // Weak noise and weak input: C = D χ about the evoked state, which is linear.
        const int units = 20;
        var network = new Network(Couplings.Gaussian(units, 0.5, 1, seed: 3)) { Gain = 0.6, Noise = 1e-3, InputStrength = 0.3, Transfer = TransferFunction.Linear };
        InputOutputMap task = InputOutputMap.Random(units, 3, seed: 4);
        Matrix<double> chi = (Matrix<double>.Build.DenseIdentity(units) - (0.6 * network.Coupling.Dense().ToMatrix())).Inverse();
        NdArray<double> mean = NdArray<double>.Create(out Span<double> means, 3, units);
        NdArray<double> covariance = NdArray<double>.Create(out Span<double> covariances, 3, units, units);
        for (int map = 0; map < 3; map++)
        {
            FixedPoint.Find(network, task.Inputs.At(map)).State.Span.CopyTo(means[(map * units)..]);
            Matrix<double> symmetric = (chi + chi.Transpose()) * (0.5 * network.Noise);
            symmetric.ToNdArray().Span.CopyTo(covariances[(map * units * units)..]);
        }

        Activity activity = Activity.FromMoments(mean, covariance, ActivityState.Evoked, noise: network.Noise);
        foreach (LearningRule rule in new[] { LearningRules.Hebbian, LearningRules.Covariance })
        {
            double[] told = Flr.PredictInterference(activity, task, rule).Matrix.ToArray(), model = Flr.PredictInterference(network, task, rule).Matrix.ToArray();
            for (int at = 0; at < told.Length; at++)
                Assert.Equal(model[at], told[at] * 0.6, 1e-12);
        }

        Assert.Throws<ParameterException>(() => Flr.PredictInterference(activity, task, LearningRules.Hebbian, new PredictionOptions { Relation = "flr2" }));
    }

    private static double Overlap(Network network, InputOutputMap task, int map, Matrix<double> weights)
    {
        var changed = new Network(Couplings.FromArray(weights.ToNdArray())) { Gain = network.Gain, InputStrength = network.InputStrength };
        double[] x = FixedPoint.Find(changed, task.Inputs.At(map)).State.ToArray();
        return Enumerable.Range(0, x.Length).Sum(i => x[i] * task.Targets[map, i]) / x.Length;
    }
}
