using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Backpropagation through a window of time.</summary>
public sealed class GradientThroughTimeTests
{
    private const double FiniteDifference = 1e-7, Extrapolated = 1e-9, EulerAndRate = 0.03, OtherDraws = 0.02;

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(7, 0.4)]
    [InlineData(7, 5)]
    public void The_backward_pass_is_the_derivative_of_the_error(int steps, double window)
    {
        const int units = 7;
        const double h = 0.1;
        Network network = Make(units, 0);
        InputOutputMap task = InputOutputMap.Random(units, 1, seed: 2);
        Matrix<double> weights = network.Coupling.Dense().ToMatrix();
        Vector<double> start = Vector<double>.Build.Dense(units, i => 0.3 * Math.Cos(i)), target = Row(task.Targets, 0);

        // So small a rate that J is as good as constant; the last update is the difference of two runs.
        var options = new LearnOptions { Rate = 1e-3, Step = h, Duration = (steps + 1) * h, Initial = NdArray<double>.Copy(start.ToArray(), units) };
        Matrix<double> last = Learned(options) - (steps == 0 ? weights : Learned(options with { Duration = steps * h }));
        Matrix<double> told = last * units / (options.Rate * h);

        int back = Math.Min(steps, (int)Math.Round(window / h));
        Vector<double> then = After(weights, start, steps - back);
        const double small = 1e-5;
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
            {
                Matrix<double> more = weights.Clone(), less = weights.Clone();
                more[i, j] += small;
                less[i, j] -= small;
                double slope = (Gain(After(more, then, back)) - Gain(After(less, then, back))) / (2 * small);
                Assert.Equal(slope, told[i, j], FiniteDifference + (2 * options.Rate * Math.Abs(slope)));
            }
        }

        Matrix<double> Learned(LearnOptions run) => Learner.Run(network, task, GradientRule.ThroughTime(window), run).Couplings.At(0).ToMatrix();

        double Gain(Vector<double> x) => -0.5 * (target - x).DotProduct(target - x);

        Vector<double> After(Matrix<double> j, Vector<double> x, int count)
        {
            for (int k = 0; k < count; k++)
                x += h * ((network.Gain * ((j * x) + (network.InputStrength * Row(task.Inputs, 0)))).Map(Math.Tanh) - x);
            return x;
        }
    }

    [Fact]
    public void The_mean_drive_is_that_of_the_matrix_exponential()
    {
        const int units = 30;
        Network network = Make(units, 1e-3);
        InputOutputMap task = InputOutputMap.Random(units, 2, seed: 2);
        foreach (double window in new[] { 0.1, 1, 3, 10, 30 })
        {
            SpeedPrediction told = Flr.PredictSpeed(network, task, GradientRule.ThroughTime(window));
            for (int map = 0; map < 2; map++)
            {
                EvokedModel model = EvokedModel.At(network, task, map, []);
                Vector<double> x = Row(model.Evoked.State), g = Vector<double>.Build.Dense(model.Slopes), target = Row(task.Targets, map);
                Matrix<double> one = Matrix<double>.Build.DenseIdentity(units), inverse = one - (Matrix<double>.Build.DenseOfDiagonalVector(g) * network.Coupling.Dense().ToMatrix());
                Matrix<double> back = inverse.Transpose();
                Vector<double> drive = g.PointwiseMultiply((one - MatrixExponential.Of(-window * back)) * back.Solve(target - x)) * x.DotProduct(x) / units;
                double expected = target.DotProduct(inverse.Solve(g.PointwiseMultiply(drive))) / units;
                Assert.Equal(1, told.Speed[map] / expected, Extrapolated * 10);
            }
        }
    }

    [Fact]
    public void A_longer_window_comes_to_the_implicit_gradient()
    {
        const int count = 48;

        // Part of the implicit gradient's speed, and of the worst draw, over 48 other draws of the same kinds of network.
        (double Window, double Part, double Worst)[] elsewhere = [(1, 0.50, 0.22), (3, 0.87, 0.52), (10, 0.995, 0.90), (30, 1.000, 0.999)];
        double[] whole = new double[count];
        for (int draw = 0; draw < count; draw++)
            whole[draw] = Speed(draw, LearningRules.Gradient);
        foreach ((double window, double part, double worst) in elsewhere)
        {
            double[] speeds = [.. Enumerable.Range(0, count).Select(draw => Speed(draw, GradientRule.ThroughTime(window)))];
            double[] parts = [.. speeds.Zip(whole, (speed, all) => speed / all)];
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"L = {window} τ: mean {parts.Average():f4} (elsewhere {part}), least {parts.Min():f4} ({worst}), most {parts.Max():f4}"));
            Assert.Equal(part, parts.Average(), OtherDraws);
            Assert.True(parts.Min() > worst - (5 * OtherDraws));
        }

        static double Speed(int draw, LearningRule rule)
        {
            (Network network, InputOutputMap task) = Draws.Make(draw, count);
            return Flr.PredictSpeed(network, task, rule).Speed[0];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Measured_speeds_are_the_predicted_ones(double window)
    {
        Network network = Make(16, 0);
        InputOutputMap task = InputOutputMap.Random(16, 3, seed: 2);
        LearningRule rule = GradientRule.ThroughTime(window);
        SpeedMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = 1, Step = 0.05, Duration = 60 });
        SpeedPrediction told = Flr.PredictSpeed(network, task, rule);
        for (int map = 0; map < 3; map++)
            Assert.Equal(1, seen.Speed[map] / told.Speed[map], EulerAndRate);
    }

    [Fact]
    public void Any_covariance_gives_a_prediction_even_one_without_an_inverse()
    {
        const int units = 12;
        InputOutputMap task = InputOutputMap.Random(units, 1, seed: 1);
        Vector<double> along = Vector<double>.Build.Dense(units, i => Math.Sin(i + 1));
        const double noise = 0.01;

        // One mode of relaxation time T = |a|² c / D: nothing else moves, and of that a window remembers 1 − e^{−L/T}.
        Activity source = Activity.FromMoments(NdArray<double>.Copy(new double[units], units), (0.05 * along.OuterProduct(along)).ToNdArray(), noise: noise);
        var options = new PredictionOptions { EvokedMean = NdArray<double>.Copy((0.1 * along).ToArray(), 1, units) };
        double time = 0.05 * along.DotProduct(along) / noise, window = 0.7 * time;
        double part = Flr.PredictSpeed(source, task, GradientRule.ThroughTime(window), options).Speed[0] / Flr.PredictSpeed(source, task, LearningRules.Gradient, options).Speed[0];
        Assert.Equal(1 - Math.Exp(-0.7), part, Extrapolated);
    }

    [Fact]
    public void The_slow_flow_is_the_slow_simulation()
    {
        const double threshold = 0.6, rate = 0.02, within = 0.02;
        Network network = Make(16, 0);
        InputOutputMap task = InputOutputMap.Random(16, 2, seed: 2);
        LearningRule rule = GradientRule.ThroughTime(1);
        TimePrediction told = Flr.PredictLearningTime(network, task, rule, new TimeOptions { Threshold = threshold });
        var options = new LearnOptions { Rate = rate, Step = 0.02, Threshold = threshold, Duration = (1.2 * told.Time.ToArray().Max() / rate) + 20 };
        LearningRun seen = Learner.Run(network, task, rule, options);
        for (int map = 0; map < 2; map++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{rate * seen.TimeToThreshold[map]} {told.Time[map]}"));
            Assert.Equal(1, rate * seen.TimeToThreshold[map] / told.Time[map], within + (10 * rate / told.Time[map]));
        }
    }

    private static Network Make(int units, double noise)
        => new(Couplings.Gaussian(units, 0.7, 0.2, seed: 4)) { Gain = 0.8, Noise = noise, InputStrength = 0.5 };

    private static Vector<double> Row(NdArray<double> array, int map) => Vector<double>.Build.Dense(array.Row(map).ToArray());

    private static Vector<double> Row(NdArray<double> array) => Vector<double>.Build.Dense(array.ToArray());
}
