using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Predicted speeds against their closed forms, by MathNet and plain loops.</summary>
public sealed class PredictSpeedTests
{
    private const double ClosedForm = 1e-9;

    [Theory]
    [InlineData("hebbian")]
    [InlineData("error-driven")]
    [InlineData("kurikawa-kaneko")]
    public void Linearised_speed_equals_its_closed_form_on_random_networks(string rule)
    {
        Gen.Select(Gen.Int[2, 70], Gen.Int[0, 100_000], Gen.Double[0.1, 0.9], Gen.Int[0, 2]).Sample(
            (units, seed, gain, kind) =>
            {
                Network network = Make(units, seed, gain, kind);
                InputOutputMap task = InputOutputMap.Random(units, 3, seed: seed + 1);
                SpeedPrediction told = Flr.PredictSpeed(network, task, LearningRules.Parse(rule));
                Assert.Equal(RunStatus.Completed, told.Status);
                for (int map = 0; map < 3; map++)
                {
                    double expected = Expected(network, task, map, rule);
                    Assert.Equal(expected, told.Speed[map], ClosedForm * Math.Max(1, Math.Abs(expected)));
                }
            },
            iter: 30);
    }

    [Fact]
    public void From_moments_the_speed_is_covariance_over_noise_with_slope_one()
    {
        (NdArray<double> covariance, InputOutputMap task, NdArray<double> evoked) = Moments(12);
        Activity activity = Activity.FromMoments(NdArray<double>.Copy(new double[12], 12), covariance, noise: 0.02);
        SpeedPrediction told = Flr.PredictSpeed(activity, task, LearningRules.Hebbian, new PredictionOptions { EvokedMean = evoked });
        for (int map = 0; map < task.Maps; map++)
        {
            double square = evoked.Row(map).ToArray().Sum(x => x * x);
            double expected = Form(covariance, task.Targets.Row(map)) / 0.02 * square / (12 * 12);
            Assert.Equal(expected, told.Speed[map], ClosedForm);
            Assert.Equal(Form(covariance, task.Targets.Row(map)) / 12, told.VarianceAlongTarget![map], ClosedForm);
            Assert.Equal(Form(covariance, task.Inputs.Row(map)) / 12, told.VarianceAlongInput![map], ClosedForm);
        }

        Assert.Contains(told.Assumptions, a => a.Name.StartsWith("slope", StringComparison.Ordinal) && a.Holds == false);
    }

    [Fact]
    public void Flr2_is_the_product_of_the_two_variances()
    {
        (NdArray<double> covariance, InputOutputMap task, NdArray<double> evoked) = Moments(12);
        Activity activity = Activity.FromMoments(NdArray<double>.Copy(new double[12], 12), covariance, noise: 0.02);
        var options = new PredictionOptions { Relation = "flr2", EvokedMean = evoked };
        SpeedPrediction told = Flr.PredictSpeed(activity, task, LearningRules.Hebbian, options);
        for (int map = 0; map < task.Maps; map++)
        {
            double square = evoked.Row(map).ToArray().Sum(x => x * x);
            Assert.Equal(Form(covariance, task.Targets.Row(map)) / 12 / 0.02 * (square / 12), told.Speed[map], ClosedForm);
        }

        SpeedPrediction doubtful = Flr.PredictSpeed(activity, task, LearningRules.ErrorDriven, options);
        Assert.Contains(doubtful.Assumptions, a => a.Name.Contains("FLR2", StringComparison.Ordinal) && a.Holds == false);
    }

    [Fact]
    public void Without_the_noise_speeds_are_relative_and_that_is_said()
    {
        (NdArray<double> covariance, InputOutputMap task, NdArray<double> evoked) = Moments(12);
        NdArray<double> mean = NdArray<double>.Copy(new double[12], 12);
        var options = new PredictionOptions { EvokedMean = evoked };
        SpeedPrediction known = Flr.PredictSpeed(Activity.FromMoments(mean, covariance, noise: 0.02), task, LearningRules.Hebbian, options);
        SpeedPrediction unknown = Flr.PredictSpeed(Activity.FromMoments(mean, covariance), task, LearningRules.Hebbian, options);
        for (int map = 0; map < task.Maps; map++)
            Assert.Equal(known.Speed[map] * 0.02, unknown.Speed[map], ClosedForm);
        Assert.Contains(unknown.Assumptions, a => a.Value.Contains("relative", StringComparison.Ordinal) && a.Holds == false);
    }

    [Fact]
    public void The_noise_term_of_the_error_driven_rule_is_in_from_activity()
    {
        (NdArray<double> covariance, InputOutputMap task, NdArray<double> evoked) = Moments(8);
        Activity activity = Activity.FromMoments(NdArray<double>.Copy(new double[8], 8), covariance, noise: 0.05);
        SpeedPrediction told = Flr.PredictSpeed(activity, task, LearningRules.ErrorDriven, new PredictionOptions { EvokedMean = evoked });
        Matrix<double> c = covariance.ToMatrix();
        for (int map = 0; map < task.Maps; map++)
        {
            Vector<double> x = Vector<double>.Build.Dense(evoked.Row(map).ToArray()), target = Vector<double>.Build.Dense(task.Targets.Row(map).ToArray());
            Vector<double> drive = (((target - x) * x.DotProduct(x)) - (c * x)) / 8;
            Assert.Equal(target.DotProduct(c * drive) / 0.05 / 8, told.Speed[map], ClosedForm);
        }
    }

    [Fact]
    public void Renaming_the_units_changes_no_speed()
    {
        const int units = 25;
        Network network = Make(units, 11, 0.7, 0);
        InputOutputMap task = InputOutputMap.Random(units, 4, seed: 12);
        int[] order = [.. Enumerable.Range(0, units).Select(i => i * 7 % units)];
        NdArray<double> weights = network.Coupling.Dense();
        var renamed = NdArray<double>.Create(out Span<double> values, units, units);
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
                values[(i * units) + j] = weights[order[i], order[j]];
        }

        var permuted = new InputOutputMap(Renamed(task.Inputs, order), Renamed(task.Targets, order));
        SpeedPrediction told = Flr.PredictSpeed(network, task, LearningRules.KurikawaKaneko);
        SpeedPrediction again = Flr.PredictSpeed(
            new Network(Couplings.FromArray(renamed)) { Gain = network.Gain, InputStrength = network.InputStrength }, permuted, LearningRules.KurikawaKaneko);
        for (int map = 0; map < 4; map++)
            Assert.Equal(told.Speed[map], again.Speed[map], ClosedForm);
    }

    [Fact]
    public void Wrong_requests_are_refused()
    {
        Network network = Make(10, 1, 0.5, 0);
        InputOutputMap task = InputOutputMap.Random(9, 2, seed: 1);
        Assert.Throws<ShapeException>(() => Flr.PredictSpeed(network, task, LearningRules.Hebbian));
        Assert.Throws<ParameterException>(() => Flr.PredictSpeed(network, InputOutputMap.Random(10, 2, seed: 1), LearningRules.Hebbian, new PredictionOptions { Relation = "flr2" }));
        Assert.Throws<UnknownNameException>(() => new PredictionOptions { Relation = "flr3" });
        Assert.Throws<UnknownNameException>(() => LearningRules.Parse("magic"));
    }

    private static double Expected(Network network, InputOutputMap task, int map, string rule)
    {
        int units = network.Units;
        Matrix<double> weights = network.Coupling.Dense().ToMatrix();
        Vector<double> eta = Vector<double>.Build.Dense(task.Inputs.Row(map).ToArray()), xi = Vector<double>.Build.Dense(task.Targets.Row(map).ToArray());
        Vector<double> x = Vector<double>.Build.Dense(units);
        for (int k = 0; k < 20_000; k++)
            x += 0.5 * ((network.Gain * ((weights * x) + (network.InputStrength * eta))).Map(Math.Tanh) - x);
        Vector<double> u = weights * x, slopes = (network.Gain * (u + (network.InputStrength * eta))).Map(h => network.Gain * (1 - (Math.Tanh(h) * Math.Tanh(h))));
        double square = x.DotProduct(x);
        Vector<double> drive = rule switch
        {
            "hebbian" => xi * square,
            "error-driven" => (xi - x) * square,
            _ => (xi - x).PointwiseMultiply(square - u.PointwiseMultiply(u)),
        };
        Matrix<double> chi = (Matrix<double>.Build.DenseIdentity(units) - Matrix<double>.Build.DenseOfDiagonalVector(slopes).Multiply(weights)).Inverse();
        return xi.DotProduct(chi * slopes.PointwiseMultiply(drive)) / (units * units);
    }

    private static Network Make(int units, int seed, double gain, int kind) => new(kind switch
    {
        0 => Couplings.Gaussian(units, 0.7, 0.3, seed: seed),
        1 => Couplings.PreEmbedded(units, 2, seed: seed, scale: 0.6),
        _ => Couplings.Gaussian(units, 0.5, 1, seed: seed) + Couplings.PreEmbedded(units, 2, seed: seed, scale: 0.3),
    })
    { Gain = gain, InputStrength = 0.4 };

    private static (NdArray<double> Covariance, InputOutputMap Task, NdArray<double> Evoked) Moments(int units)
    {
        Matrix<double> factor = Couplings.Gaussian(units, 1, seed: 6).Dense().ToMatrix() + Matrix<double>.Build.DenseIdentity(units);
        Matrix<double> covariance = factor.TransposeAndMultiply(factor) * 0.01;
        return (covariance.ToNdArray(), InputOutputMap.Random(units, 5, seed: 2), Couplings.Gaussian(units, 0.5, seed: 3).Dense().ToMatrix().SubMatrix(0, 5, 0, units).ToNdArray());
    }

    private static double Form(NdArray<double> matrix, ReadOnlySpan<double> direction)
    {
        double sum = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            for (int j = 0; j < direction.Length; j++)
                sum += direction[i] * matrix[i, j] * direction[j];
        }

        return sum;
    }

    private static NdArray<double> Renamed(NdArray<double> patterns, int[] order)
    {
        var made = NdArray<double>.Create(out Span<double> values, patterns.Shape);
        for (int map = 0; map < patterns.Shape[0]; map++)
        {
            for (int i = 0; i < order.Length; i++)
                values[(map * order.Length) + i] = patterns[map, order[i]];
        }

        return made;
    }
}
