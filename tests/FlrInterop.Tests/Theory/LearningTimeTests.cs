using MathNet.Numerics;

namespace FlrInterop.Tests;

public sealed class LearningTimeTests
{
    private const double SlowRun = 0.02, SameFlow = 1e-6;

    [Theory]
    [InlineData("hebbian")]
    [InlineData("error-driven")]
    [InlineData("kurikawa-kaneko")]
    [InlineData("oja")]
    [InlineData("oja full decay")]
    [InlineData("covariance")]
    [InlineData("gradient")]
    public void The_adiabatic_time_is_that_of_a_slow_simulation(string name)
    {
        const double threshold = 0.6, rate = 0.002;
        (Network network, InputOutputMap task) = Make(30, 3);
        LearningRule rule = RuleCases.Make(name, network, task);
        TimePrediction told = Flr.PredictLearningTime(network, task, rule, new TimeOptions { Threshold = threshold });
        double longest = told.Time.ToArray().Where(double.IsFinite).DefaultIfEmpty(1).Max();
        LearningRun seen = Learner.Run(network, task, rule, new LearnOptions { Rate = rate, Duration = (1.2 * longest / rate) + 20, Threshold = threshold });
        for (int map = 0; map < 3; map++)
        {
            Assert.Equal(seen.MapStatus[map], told.MapStatus[map]);
            if (told.MapStatus[map] == RunStatus.Completed)
                Assert.Equal(1, rate * seen.TimeToThreshold[map] / told.Time[map], SlowRun + (10 * rate / told.Time[map]));
        }
    }

    [Theory]
    [InlineData("hebbian")]
    [InlineData("error-driven")]
    [InlineData("kurikawa-kaneko")]
    [InlineData("oja")]
    [InlineData("oja full decay")]
    [InlineData("covariance")]
    public void Whether_the_coupling_is_formed_at_each_stage_makes_no_difference(string name)
    {
        (Network network, InputOutputMap task) = Make(30, 3);
        var masked = new Network(network.Coupling) { Gain = 0.8, Noise = 0, InputStrength = 0.6, Mask = NdArray<byte>.Copy([.. Enumerable.Repeat((byte)1, 900)], 30, 30) };
        var options = new TimeOptions { Threshold = 0.6 };
        TimePrediction ranked = Flr.PredictLearningTime(network, task, RuleCases.Make(name, network, task), options);
        TimePrediction formed = Flr.PredictLearningTime(masked, task, RuleCases.Make(name, masked, task), options);
        for (int map = 0; map < 3; map++)
        {
            Assert.Equal(formed.MapStatus[map], ranked.MapStatus[map]);
            if (formed.MapStatus[map] == RunStatus.Completed)
                Assert.Equal(formed.Time[map], ranked.Time[map], SameFlow * formed.Time[map]);
        }

        LearningOrder inTurn = Flr.TimesInOrder(network, task, RuleCases.Make(name, network, task), [2, 0, 1], 0.6);
        LearningOrder formedInTurn = Flr.TimesInOrder(masked, task, RuleCases.Make(name, masked, task), [2, 0, 1], 0.6);
        Assert.Equal(formedInTurn.Status, inTurn.Status);
        for (int turn = 0; turn < 3; turn++)
            Assert.True(double.IsNaN(formedInTurn.Time[turn]) || Math.Abs(inTurn.Time[turn] - formedInTurn.Time[turn]) <= SameFlow * formedInTurn.Time[turn]);
    }

    [Fact]
    public void The_formula_is_its_integral_whatever_the_source()
    {
        (Network network, InputOutputMap task) = Make(30, 4);
        SpeedPrediction speed = Flr.PredictSpeed(network, task, LearningRules.ErrorDriven);
        TimePrediction told = Flr.PredictLearningTime(network, task, LearningRules.ErrorDriven, new TimeOptions { Method = "formula", Threshold = 0.7 });
        for (int map = 0; map < 4; map++)
        {
            double[] x = FixedPoint.Find(network, task.Inputs.At(map)).State.ToArray();
            double q = x.Sum(v => v * v) / 30, m0 = Enumerable.Range(0, 30).Sum(i => x[i] * task.Targets[map, i]) / 30;
            double Course(double m) => (1 - m) * (1 - (m * m)) * (q + (m * m * (1 - q)));
            double expected = Integrate.GaussKronrod(m => Course(m0) / Course(m), m0, 0.7) / speed.Speed[map];
            Assert.Equal(expected, told.Time[map], 1e-7 * expected);
        }
    }

    [Fact]
    public void What_cannot_be_learned_has_a_status_and_no_time()
    {
        (Network network, InputOutputMap task) = Make(20, 2);
        Assert.Equal(RunStatus.ThresholdNotReached, Flr.PredictLearningTime(network, task, LearningRules.ErrorDriven, new TimeOptions { Threshold = 1.1 }).MapStatus[0]);
        Assert.Equal(RunStatus.ThresholdNotReached, Flr.PredictLearningTime(network, task, LearningRules.ErrorDriven, new TimeOptions { Threshold = 1.1, Method = "formula" }).MapStatus[0]);
        var silent = new Network(network.Coupling) { InputStrength = 0, Gain = 0.7 };
        foreach (string method in new[] { "formula", "adiabatic" })
        {
            TimePrediction none = Flr.PredictLearningTime(silent, task, LearningRules.Hebbian, new TimeOptions { Method = method });
            Assert.Equal("map 0: no learning", none.Status);
            Assert.True(double.IsNaN(none.Time[0]));
        }

        Assert.Throws<ParameterException>(() => Flr.PredictLearningTime(network, task, LearningRules.Force));
        Assert.Throws<UnknownNameException>(() => new TimeOptions { Method = "guess" });
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Flr.PredictLearningTime(network, task, LearningRules.Hebbian, cancellation: source.Token));
    }

    private static (Network Network, InputOutputMap Task) Make(int units, int maps)
        => (new Network(Couplings.Gaussian(units, 0.6, 0.4, seed: 14)) { Gain = 0.8, Noise = 0, InputStrength = 0.6 }, InputOutputMap.Random(units, maps, seed: 15));
}
