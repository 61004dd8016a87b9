namespace FlrInterop.Tests;

/// <summary>Predicted against measured initial speeds of every rule, with noise, over draws whose speeds span tenfold and more.</summary>
[Trait("Category", "Verify")]
public sealed class RuleSpeedTable(ITestOutputHelper output, RecordedDraws recorded) : IClassFixture<RecordedDraws>
{
    private const int Count = 36;
    private const double StrictR2 = 0.999, PerturbationR2 = 0.98, OneLagR2 = 0.99, SlopeWithin = 0.03, LeastRange = 10;

    [Theory]
    [InlineData("hebbian", 8)]
    [InlineData("error-driven", 8)]
    [InlineData("kurikawa-kaneko", 8)]
    [InlineData("oja", 8)]
    [InlineData("oja full decay", 8)]
    [InlineData("oja unsupervised", 32)]
    [InlineData("covariance", 8)]
    [InlineData("covariance about a mean", 8)]
    [InlineData("gradient", 8)]
    [InlineData("force", 8)]
    [InlineData("force by readouts", 8)]
    [InlineData("node-perturbation", 160)]
    public void Linearised_speeds_are_measured_speeds(string name, int trials)
    {
        double[] measured = new double[Count], error = new double[Count], linearised = new double[Count], equalTime = new double[Count], oneLag = new double[Count], none = new double[Count];
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, draw =>
        {
            // A mean over the inputs of one map alone would leave nothing to learn from.
            int maps = name == "covariance about a mean" ? 4 : 1;
            (Network network, InputOutputMap several) = Draws.Make(draw, Count, maps);
            LearningRule rule = RuleCases.Make(name, network, several);
            var task = new InputOutputMap(NdArray<double>.Copy(several.Inputs.Row(0), 1, Draws.Units), NdArray<double>.Copy(several.Targets.Row(0), 1, Draws.Units));
            SpeedMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = trials, Step = 0.05, Seed = draw, Threads = 1 });
            Assert.Equal(RunStatus.Completed, seen.Status);
            (measured[draw], error[draw]) = (seen.Speed[0], seen.StandardError[0]);
            linearised[draw] = Flr.PredictSpeed(network, task, rule).Speed[0];
            equalTime[draw] = Flr.PredictSpeed(Draws.Evoked(network, task), task, rule).Speed[0];
            oneLag[draw] = Flr.PredictSpeed(recorded.Of(draw, network, task), task, rule, new PredictionOptions { Estimator = Estimators.OneLag }).Speed[0];
            none[draw] = Draws.Null(network, task, rule);
        });

        double range = linearised.Max(Math.Abs) / linearised.Min(Math.Abs);
        double relative = MathNet.Numerics.Statistics.Statistics.Median(error.Zip(measured, (e, m) => Math.Abs(e / m)));
        output.WriteLine(FormattableString.Invariant($"{name}: {Count} draws, range {range:g3}, median relative standard error {relative:p1}, negative {measured.Count(m => m < 0)}"));
        output.WriteLine(Draws.Text("linearised", linearised, measured));
        output.WriteLine(Draws.Text("equal-time", equalTime, measured));
        output.WriteLine(Draws.Text("one-lag", oneLag, measured));
        output.WriteLine(Draws.Text("null, χ = 1", none, measured));
        (double r2, double slope, _) = Draws.Agreement(linearised, measured);
        double least = name == "node-perturbation" ? PerturbationR2 : StrictR2;
        Assert.True(range >= LeastRange);
        Assert.True(r2 >= least, FormattableString.Invariant($"R² is {r2}"));
        (double recordedR2, _, _) = Draws.Agreement(oneLag, measured);
        Assert.True(name == "node-perturbation" || recordedR2 >= OneLagR2, FormattableString.Invariant($"one-lag R² is {recordedR2}"));
        Assert.InRange(slope, 1 - SlopeWithin, 1 + SlopeWithin);
    }
}
