using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Tests;

/// <summary>Tasks in time: closed forms on linear networks, paired simulation, and the regimes where learning goes wrong.</summary>
public sealed class PeriodicPredictionTests
{
    private const double ClosedForm = 1e-9;
    private const double Slow = 2e-3;

    [Theory]
    [InlineData(InputPhases.Two)]
    [InlineData(InputPhases.One)]
    public void On_a_linear_network_the_hebbian_speed_is_its_closed_form(InputPhases phases)
    {
        Network network = Linear(24, 5);
        CosineWave task = CosineWave.Random(24, 3, 0.8, seed: 2, phases);
        PeriodicPrediction told = Flr.PredictSpeed(network, task, LearningRules.Hebbian, new PeriodicOptions { Step = 0.05 });
        int steps = (int)Math.Round(task.Period / 0.05);
        double h = task.Period / steps;
        Complex rate = (Complex.Exp(new Complex(0, task.Omega * h)) - 1) / h;
        Matrix<Complex> chi = Resolvent(network, rate);
        for (int map = 0; map < 3; map++)
        {
            Vector<Complex> xi = Vector<Complex>.Build.Dense(task.Target(map, 1)), x = chi * Vector<Complex>.Build.Dense(task.Input(map, 1)) * network.Gain * network.InputStrength;
            Complex along = (xi * (chi * xi)) * network.Gain / 24;
            double a2 = x.Real().DotProduct(x.Real()), ab = -x.Real().DotProduct(x.Imaginary());
            Assert.Equal(((along.Real * a2) + (along.Imaginary * ab)) / (2 * 24), told.InPhase[map], ClosedForm);
            Assert.True((along - told.ResponseAlongTarget[map]).Magnitude < ClosedForm);
        }
    }

    [Theory]
    [InlineData("hebbian")]
    [InlineData("error-driven")]
    [InlineData("kurikawa-kaneko")]
    [InlineData("readout-error")]
    public void On_a_linear_network_without_noise_measured_is_predicted(string name)
    {
        Network network = Linear(24, 6);
        CosineWave task = CosineWave.Random(24, 2, 1, seed: 3);
        LearningRule rule = name == "readout-error" ? ReadoutErrorRule.Of(task) : LearningRules.Parse(name);
        var options = new MeasureOptions { Trials = 1, Step = 0.05, Rate = 1e-6 };
        // The readouts of one map: the rule is told the errors of these.
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, rule, options);
        PeriodicPrediction told = Flr.PredictSpeed(network, task, rule, new PeriodicOptions { Step = 0.05 });
        Assert.Equal(RunStatus.Completed, seen.Status);
        for (int map = 0; map < (name == "readout-error" ? 1 : 2); map++)
            Assert.Equal(1, seen.Speed[map] / told.Speed[map], Slow);
    }

    [Fact]
    public void Letters_without_noise_are_learned_as_fast_as_predicted()
    {
        Network network = Tanh(30, 7, noise: 0);
        var task = new LetterTrajectory("AW", 30, 0.5, seed: 3);
        foreach (LearningRule rule in (LearningRule[])[LearningRules.Hebbian, LearningRules.ErrorDriven, ReadoutErrorRule.Of(task)])
        {
            PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = 1 });
            PeriodicPrediction told = Flr.PredictSpeed(network, task, rule);
            for (int map = 0; map < 2; map++)
                Assert.Equal(1, seen.Speed[map] / told.Speed[map], 0.01);
        }
    }

    [Fact]
    public void A_time_series_of_a_wave_is_learned_as_fast_as_predicted()
    {
        Network network = Tanh(16, 9, noise: 0);
        const int times = 48;
        double[] inputs = [.. Enumerable.Range(0, times * 16).Select(at => Math.Sin((2 * Math.PI * (at / 16) / times) + (at % 16)))];
        double[] targets = [.. Enumerable.Range(0, times * 16).Select(at => 0.5 * Math.Cos((2 * Math.PI * (at / 16) / times) + (at % 16 * at % 16)))];
        var task = new TimeSeries(NdArray<double>.Copy(inputs, times, 16), NdArray<double>.Copy(targets, times, 16), 0.2);
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, LearningRules.ErrorDriven, new MeasureOptions { Trials = 1, Rate = 1e-5 });
        PeriodicPrediction told = Flr.PredictSpeed(network, task, LearningRules.ErrorDriven, new PeriodicOptions { FollowSlope = true });
        Assert.Equal(1, seen.Speed[0] / told.Speed[0], Slow);
    }

    [Fact]
    public void A_constant_input_teaches_no_rhythm_and_that_is_said()
    {
        Network network = Linear(20, 8);
        CosineWave task = CosineWave.Random(20, 2, 0.7, seed: 4, InputPhases.Constant);
        PeriodicPrediction told = Flr.PredictSpeed(network, task, LearningRules.Hebbian);
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Trials = 1, Rate = 1e-4 });
        Assert.All(told.Speed.ToArray(), speed => Assert.Equal(0, speed, 1e-11));
        Assert.All(seen.Speed.ToArray(), speed => Assert.Equal(0, speed, 1e-9));
        Assert.All(told.Outcome, outcome => Assert.StartsWith("no rhythm", outcome, StringComparison.Ordinal));
        Assert.All(told.TrackingAmplitude.ToArray(), amplitude => Assert.True(amplitude > 0));
    }

    [Fact]
    public void Input_in_one_phase_learns_the_wrong_way_above_one_over_tau_and_the_prediction_says_so()
    {
        Network network = Tanh(40, 10, noise: 0);
        CosineWave task = CosineWave.Random(40, 4, 2, seed: 5, InputPhases.One);
        PeriodicPrediction told = Flr.PredictSpeed(network, task, LearningRules.Hebbian);
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Trials = 1 });
        for (int map = 0; map < 4; map++)
        {
            Assert.True(told.Speed[map] < 0 && seen.Speed[map] < 0);
            Assert.Equal("the wrong way at first", told.Outcome[map]);
            Assert.Equal(1, seen.Speed[map] / told.Speed[map], 0.01);
        }
    }

    [Fact]
    public void At_large_amplitude_the_slope_must_follow_the_activity()
    {
        Network small = Tanh(24, 11, noise: 0);
        var network = new Network(small.Coupling) { Gain = 1.2, Noise = 0, InputStrength = 2.5 };
        CosineWave task = CosineWave.Random(24, 3, 0.6, seed: 6);
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Trials = 1 });
        PeriodicPrediction mean = Flr.PredictSpeed(network, task, LearningRules.Hebbian), followed = Flr.PredictSpeed(network, task, LearningRules.Hebbian, new PeriodicOptions { FollowSlope = true });
        Assert.Contains(mean.Assumptions, a => a.Name.StartsWith("amplitude", StringComparison.Ordinal) && a.Holds == false);
        for (int map = 0; map < 3; map++)
            Assert.Equal(1, seen.Speed[map] / followed.Speed[map], Slow);
        Assert.Contains(Enumerable.Range(0, 3), map => Math.Abs((seen.Speed[map] / mean.Speed[map]) - 1) > 0.02);
    }

    [Theory]
    [InlineData("one-lag", -0.3)]
    [InlineData("lagged", -0.3)]
    [InlineData("equal-time", 1.0)]
    public void From_exact_activity_of_a_linear_network_it_is_the_model(string estimator, double symmetry)
    {
        Network network = Linear(20, 12, symmetry);
        CosineWave task = CosineWave.Random(20, 2, 0.9, seed: 7);
        Activity exact = new LinearProcess(network).Exact(200, 0.05), source = new(20, ActivityState.Spontaneous)
        {
            Mean = exact.Mean,
            Covariance = exact.Covariance,
            Lagged = exact.Lagged,
            LagStep = exact.LagStep,
            Noise = exact.Noise,
            Gain = network.Gain,
            InputStrength = network.InputStrength,
            Transfer = network.Transfer,
        };
        PeriodicPrediction told = Flr.PredictSpeed(source, task, LearningRules.Hebbian, new PeriodicOptions { Estimator = estimator });
        PeriodicPrediction model = Flr.PredictSpeed(network, task, LearningRules.Hebbian, new PeriodicOptions { Step = 1e-4 * task.Period });
        for (int map = 0; map < 2; map++)
            Assert.Equal(1, told.Speed[map] / model.Speed[map], 5e-3);
    }

    [Fact]
    public void Components_of_samples_are_those_of_the_series()
    {
        const int times = 125;
        double step = 2 * Math.PI / 0.5 / 50;
        double[] samples = [.. Enumerable.Range(0, times * 2).Select(at => (0.3 * Math.Cos(0.5 * step * (at / 2))) + (0.2 * Math.Sin(1.0 * step * (at / 2)) * (at % 2)) + 0.1)];
        PeriodicActivity found = PeriodicActivity.FromSamples(NdArray<double>.Copy(samples, 1, 1, times, 2), step, 0.5);
        Complex[][] x = found.Of(0, 2);
        Assert.True((x[0][0] - 0.1).Magnitude < ClosedForm);
        Assert.True((x[1][0] - 0.3).Magnitude < ClosedForm);
        Assert.True((x[2][1] - new Complex(0, -0.2)).Magnitude < ClosedForm);
    }

    [Fact]
    public void A_rule_without_an_average_over_a_period_is_refused()
    {
        CosineWave task = CosineWave.Random(10, 1, 1, seed: 1);
        Assert.Contains("hebbian", Assert.Throws<ParameterException>(() => Flr.PredictSpeed(Linear(10, 1), task, LearningRules.Parse("oja"))).Message, StringComparison.Ordinal);
    }

    private static Matrix<Complex> Resolvent(Network network, Complex rate)
        => (Matrix<Complex>.Build.DenseDiagonal(network.Units, 1 + rate) - (network.Gain * network.Coupling.Dense().ToMatrix()).ToComplex()).Inverse();

    private static Network Linear(int units, int seed, double symmetry = -0.3)
        => new(Couplings.Gaussian(units, 0.6, symmetry, seed: seed)) { Gain = 0.7, Noise = 0.001 * (seed > 8 ? 1 : 0), InputStrength = 0.3, Transfer = TransferFunction.Linear };

    private static Network Tanh(int units, int seed, double noise)
        => new(Couplings.Gaussian(units, 0.7, seed: seed)) { Gain = 0.8, Noise = noise, InputStrength = 0.2 };
}
