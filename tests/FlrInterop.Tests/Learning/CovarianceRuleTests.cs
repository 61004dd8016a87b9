using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Where the covariance rule's threshold comes from.</summary>
public sealed class CovarianceRuleTests
{
    private const double Exact = 1e-12, FiniteRate = 0.02;

    [Fact]
    public void About_the_tasks_mean_it_is_the_rule_that_is_given_that_mean()
    {
        (Network network, InputOutputMap task) = Make();
        var own = new CovarianceRule { Centre = CovarianceCentre.TaskMean };
        CovarianceRule given = CovarianceRule.AboutTaskMean(network, task);
        Assert.Equal(Flr.PredictSpeed(network, task, given).Speed.ToArray(), Flr.PredictSpeed(network, task, own).Speed.ToArray());
        Assert.Equal(Flr.PredictInterference(network, task, given).Matrix.ToArray(), Flr.PredictInterference(network, task, own).Matrix.ToArray());
        var options = new LearnOptions { Rate = 0.3, Duration = 3, Every = 1 };
        Assert.Equal(Learner.Run(network, task, given, options).Overlap.ToArray(), Learner.Run(network, task, own, options).Overlap.ToArray());
        var measure = new MeasureOptions { Trials = 1, Duration = 8 };
        Assert.Equal(Learner.MeasureSpeed(network, task, given, measure).Speed.ToArray(), Learner.MeasureSpeed(network, task, own, measure).Speed.ToArray());
        Assert.Equal("covariance (task mean)", Flr.PredictSpeed(network, task, own).Rule);
    }

    [Fact]
    public void About_the_tasks_mean_an_activity_takes_the_mean_of_what_was_evoked()
    {
        (Network network, InputOutputMap task) = Make();
        int units = network.Units;
        NdArray<double> mean = NdArray<double>.Copy([.. Enumerable.Range(0, 3 * units).Select(at => 0.2 * Math.Sin(at))], 3, units);
        double[] threshold = [.. Enumerable.Range(0, units).Select(i => (mean[0, i] + mean[1, i] + mean[2, i]) / 3)];
        Activity source = Activity.FromMoments(NdArray<double>.Copy(new double[units], units), Matrix<double>.Build.DenseIdentity(units).ToNdArray(), noise: 1);
        var options = new PredictionOptions { EvokedMean = mean };
        double[] own = Flr.PredictSpeed(source, task, new CovarianceRule { Centre = CovarianceCentre.TaskMean }, options).Speed.ToArray();
        double[] given = Flr.PredictSpeed(source, task, new CovarianceRule { Threshold = NdArray<double>.Copy(threshold, units) }, options).Speed.ToArray();
        for (int map = 0; map < 3; map++)
            Assert.Equal(given[map], own[map], Exact);
    }

    [Fact]
    public void A_sliding_threshold_learns_one_finite_step_and_no_more()
    {
        (Network network, InputOutputMap task) = Make();
        int units = network.Units;
        const double rate = 1e-4;
        var rule = new CovarianceRule { Centre = CovarianceCentre.Sliding, SlidingTime = 8 };
        for (int map = 0; map < task.Maps; map++)
        {
            NdArray<double> start = FixedPoint.Find(network, task.Inputs.At(map)).State;
            var one = new InputOutputMap(NdArray<double>.Copy(task.Inputs.Row(map), 1, units), NdArray<double>.Copy(task.Targets.Row(map), 1, units));
            LearningRun run = Learner.Run(network, one, rule, new LearnOptions { Rate = rate, Duration = 200, Every = 1000, Initial = start });

            // ε τ_θ ξᵀχ(g ∘ ξ) s / N² is τ_θ times what the Hebbian rule moves per τ.
            double step = rate * rule.SlidingTime * Flr.PredictSpeed(network, one, LearningRules.Hebbian).Speed[0];
            Assert.Equal(1, (run.Overlap[0, 2] - run.Overlap[0, 0]) / step, FiniteRate);
            Assert.Equal(run.Overlap[0, 1], run.Overlap[0, 2], FiniteRate * Math.Abs(step));
        }

        Assert.All(Flr.PredictSpeed(network, task, rule).Speed.ToArray(), speed => Assert.Equal(0, speed));
    }

    [Fact]
    public void Without_a_task_there_is_no_mean_over_it()
    {
        var rule = new CovarianceRule { Centre = CovarianceCentre.TaskMean };
        Assert.Throws<ParameterException>(() => rule.MeanDrive(new EvokedState { Mean = new double[3], Target = new double[3] }, new double[3]));
        Assert.Throws<ParameterException>(() => new CovarianceRule { SlidingTime = 0 });
    }

    private static (Network Network, InputOutputMap Task) Make()
        => (new Network(Couplings.Gaussian(20, 0.7, 0.2, seed: 4)) { Gain = 0.8, Noise = 0, InputStrength = 0.5 }, InputOutputMap.Random(20, 3, seed: 5));
}
