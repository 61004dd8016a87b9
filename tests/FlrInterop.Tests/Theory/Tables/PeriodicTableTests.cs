namespace FlrInterop.Tests;

/// <summary>Predicted against measured speeds of tasks in time, 48 draws each; every table is printed.</summary>
public sealed class PeriodicTableTests
{
    private const int Draws = 48, Units = 100;
    private const double Step = 0.05;

    [Theory]
    [Trait("Category", "Verify")]
    [InlineData(InputPhases.Two, "hebbian")]
    [InlineData(InputPhases.Two, "error-driven")]
    [InlineData(InputPhases.Two, "kurikawa-kaneko")]
    [InlineData(InputPhases.Two, "readout-error")]
    [InlineData(InputPhases.One, "hebbian")]
    public void Cosine(InputPhases phases, string rule)
        => Table(
            $"cosine, {phases} phases, {rule}",
            draw => CosineWave.Random(Units, 1, PeriodicDraws.Omega(draw), seed: 2000 + draw, phases),
            task => rule == "readout-error" ? ReadoutErrorRule.Of(task) : LearningRules.Parse(rule));

    [Theory]
    [Trait("Category", "Verify")]
    [InlineData("hebbian")]
    [InlineData("error-driven")]
    [InlineData("readout-error")]
    public void Letters(string rule)
        => Table(
            $"letters, {rule}",
            draw => new LetterTrajectory(((char)('A' + (draw % 26))).ToString(), Units, PeriodicDraws.Omega(draw), seed: 2000 + draw),
            task => rule == "readout-error" ? ReadoutErrorRule.Of(task) : LearningRules.Parse(rule));

    private static void Table(string label, Func<int, PeriodicTask> make, Func<PeriodicTask, LearningRule> choose)
    {
        var measured = new List<double>();
        var predicted = new Dictionary<string, List<double>>();
        for (int draw = 0; draw < Draws; draw++)
        {
            Network network = PeriodicDraws.Network(draw, Units);
            PeriodicTask task = make(draw);
            LearningRule rule = choose(task);
            PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = 8, Step = Step, Seed = 3000 + draw });
            Assert.Equal(RunStatus.Completed, seen.Status);
            measured.Add(seen.Speed[0]);
            Add("linearised", Flr.PredictSpeed(network, task, rule, new PeriodicOptions { Step = Step }));
            Activity rest = PeriodicDraws.Rest(network, draw, Step);
            foreach (string estimator in (string[])["one-lag", "lagged", "equal-time"])
                Add(estimator, Flr.PredictSpeed(rest, task, rule, new PeriodicOptions { Estimator = estimator, Evoked = seen.Evoked }));
            Add("null χ = 1", Null(rest, task, rule, seen.Evoked));
        }

        foreach ((string estimator, List<double> speeds) in predicted)
            PeriodicDraws.Print($"{label}, {estimator}", speeds, measured);
        TestContext.Current.TestOutputHelper?.WriteLine($"{label}: {measured.Count(speed => speed < 0)} of {Draws} go the wrong way");
        Comparison best = PeriodicDraws.Between(predicted["linearised"], measured);
        Assert.True(best.R2 >= 0.995, $"linearised R² {best.R2}");
        Assert.InRange(best.Slope, 0.95, 1.05);
        Assert.True(PeriodicDraws.Between(predicted["one-lag"], measured).R2 >= 0.99);

        void Add(string estimator, PeriodicPrediction told)
        {
            if (!predicted.TryGetValue(estimator, out List<double>? speeds))
                predicted[estimator] = speeds = [];
            speeds.Add(told.Speed[0]);
        }
    }

    /// <summary>What is left when the fluctuations say nothing: χ = 1 at every frequency.</summary>
    private static PeriodicPrediction Null(Activity rest, PeriodicTask task, LearningRule rule, PeriodicActivity evoked)
    {
        double[] one = new double[Units * Units];
        for (int i = 0; i < Units; i++)
            one[(i * Units) + i] = 1e-9;
        NdArray<double> covariance = NdArray<double>.Copy(one, Units, Units);
        var none = new Activity(Units, ActivityState.Spontaneous)
        {
            Mean = rest.Mean,
            Covariance = covariance,
            Noise = 1e-9,
            Gain = rest.Gain,
            InputStrength = rest.InputStrength,
            Transfer = rest.Transfer,
        };
        return Flr.PredictSpeed(none, task, rule, new PeriodicOptions { Evoked = evoked });
    }
}
