namespace FlrInterop.Tests;

public sealed class MeasureInterferenceTests
{
    [Theory]
    [InlineData("hebbian")]
    [InlineData("covariance about a mean")]
    [InlineData("oja full decay")]
    [InlineData("gradient")]
    [InlineData("force by readouts")]
    public void Without_noise_it_is_the_prediction(string name)
    {
        const double slow = 1e-4;
        var network = new Network(Couplings.Gaussian(25, 0.6, seed: 3)) { Gain = 0.8, Noise = 0, InputStrength = 0.6 };
        InputOutputMap task = InputOutputMap.Random(25, 3, seed: 4);
        LearningRule rule = RuleCases.Make(name, network, task);
        double[] told = Flr.PredictInterference(network, task, rule).Matrix.ToArray();

        // Every update of FORCE makes P smaller by a part ε s / α of it.
        double rate = rule is ForceRule ? 1e-8 : 1e-7;
        InterferenceMeasurement seen = Learner.MeasureInterference(network, task, rule, new MeasureOptions { Trials = 1, Rate = rate, Duration = 80 });
        Assert.Equal(RunStatus.Completed, seen.Status);
        double scale = told.Max(Math.Abs);
        for (int at = 0; at < told.Length; at++)
            Assert.Equal(told[at], seen.Matrix.Span[at], slow * scale);
    }

    [Fact]
    public void The_diagonal_is_the_measured_speed_and_threads_change_no_bit()
    {
        var network = new Network(Couplings.Gaussian(18, 0.6, seed: 3)) { Gain = 0.8, Noise = 1e-3, InputStrength = 0.6 };
        InputOutputMap task = InputOutputMap.Random(18, 2, seed: 4);
        foreach (LearningRule rule in new[] { LearningRules.ErrorDriven, LearningRules.NodePerturbation })
        {
            var options = new MeasureOptions { Trials = 11, Duration = 4, Rate = 1e-2, Seed = 6, Threads = 1 };
            InterferenceMeasurement one = Learner.MeasureInterference(network, task, rule, options);
            Assert.Equal(one.Matrix.ToArray(), Learner.MeasureInterference(network, task, rule, options with { Threads = 2 }).Matrix.ToArray());

            // Settling lasts as long for both maps where it is the least settling time.
            SpeedMeasurement own = Learner.MeasureSpeed(network, task, rule, options);
            for (int map = 0; map < 2; map++)
                Assert.Equal(own.Speed[map], one.Matrix[map, map], 1e-9);
        }
    }
}
