using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Tests;

/// <summary>Every estimator against the closed forms of a linear network.</summary>
public sealed class LinearProcessTests
{
    private const double Rounding = 1e-8;
    private const double Trapezoid = 2e-3;
    private const double StandardErrors = 5;

    [Fact]
    public void One_lag_is_exact_for_any_coupling()
        => Gen.Select(Gen.Int[2, 40], Gen.Int[0, 10_000], Gen.Double[-1, 1], Gen.Double[0.05, 1.5]).Sample(
            (units, seed, symmetry, lag) =>
            {
                LinearProcess process = Process(units, seed, symmetry);
                Susceptibility found = FlrInterop.Response.Estimate(process.Exact(1, lag), "one-lag");
                Assert.Equal(RunStatus.Completed, found.Status);
                Close(process.Response, found.Matrix.ToMatrix(), Rounding);
            },
            iter: 25);

    [Fact]
    public void One_lag_of_euler_steps_is_the_logarithm_of_one_step()
    {
        LinearProcess process = Process(20, 5, 0);
        const double step = 0.1;
        Susceptibility found = FlrInterop.Response.Estimate(process.Euler(1, step, every: 5), "one-lag");
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(20), power = one, series = Matrix<double>.Build.Dense(20, 20);
        for (int k = 1; k < 200; k++)
        {
            power *= step * process.Generator;
            series += (k % 2 == 1 ? 1.0 : -1) / k * power;
        }

        Close(-(series / step).Inverse(), found.Matrix.ToMatrix(), Rounding);
    }

    [Fact]
    public void Lagged_is_exact_but_for_the_trapezoid_rule_wherever_it_is_cut()
    {
        LinearProcess process = Process(25, 6, -0.3);
        foreach (int lags in (int[])[4, 40, 400])
        {
            Susceptibility found = FlrInterop.Response.Estimate(process.Exact(lags, 0.1), "lagged");
            Close(process.Response, found.Matrix.ToMatrix(), Trapezoid);
        }
    }

    [Fact]
    public void Lagged_of_euler_steps_is_the_inverse_but_for_half_a_step()
    {
        LinearProcess process = Process(15, 8, 0.2);
        const double step = 0.1;
        Susceptibility found = FlrInterop.Response.Estimate(process.Euler(30, step), "lagged");
        Close(process.Response - (step / 2 * Matrix<double>.Build.DenseIdentity(15)), found.Matrix.ToMatrix(), Rounding);
    }

    [Fact]
    public void Equal_time_is_exact_at_detailed_balance_and_not_elsewhere()
    {
        LinearProcess symmetric = Process(20, 3, 1), asymmetric = Process(20, 3, -0.5);
        Close(symmetric.Response, FlrInterop.Response.Estimate(symmetric.Exact(2, 0.1), "equal-time").Matrix.ToMatrix(), Rounding);
        Matrix<double> wrong = FlrInterop.Response.Estimate(asymmetric.Exact(2, 0.1), "equal-time").Matrix.ToMatrix();
        Assert.True((wrong - asymmetric.Response).L2Norm() > 0.1);
    }

    [Theory]
    [InlineData("one-lag", 0.0, Rounding)]
    [InlineData("lagged", 0.0, Rounding)]
    [InlineData("equal-time", 1.0, Rounding)]
    public void At_a_frequency_each_is_the_resolvent(string estimator, double symmetry, double tolerance)
    {
        LinearProcess process = Process(20, 4, symmetry);
        Susceptibility found = FlrInterop.Response.Estimate(process.Exact(100, 0.05), estimator);
        foreach (double omega in (double[])[0, 0.3, 1, 4])
        {
            Matrix<Complex> expected = (Matrix<Complex>.Build.DenseDiagonal(20, new Complex(0, omega)) - process.Generator.ToComplex()).Inverse();
            NdArray<Complex> at = found.At(omega);
            Matrix<Complex> seen = Matrix<Complex>.Build.DenseOfRowMajor(20, 20, at.ToArray());

            // The trapezoid rule's own error, (|iω − A| Δ)² / 12.
            double rule = estimator == "lagged" ? ((omega * omega) + 4) * 0.05 * 0.05 / 12 : 0;
            Assert.True((expected - seen).L2Norm() < (tolerance + rule) * expected.L2Norm(), $"ω = {omega}");
        }
    }

    [Fact]
    public void Linearised_at_a_frequency_is_the_resolvent_and_at_zero_the_matrix()
    {
        Network network = Linear(20, 4, 0, 1e-3);
        Susceptibility found = FlrInterop.Response.Estimate(network);
        Matrix<Complex> expected = (Matrix<Complex>.Build.DenseDiagonal(20, new Complex(0, 0.7)) - new LinearProcess(network).Generator.ToComplex()).Inverse();
        Assert.True((expected - Matrix<Complex>.Build.DenseOfRowMajor(20, 20, found.At(0.7).ToArray())).L2Norm() < Rounding);
        Assert.Equal(found.Matrix.ToArray(), found.At(0).ToArray().Select(z => z.Real).ToArray(), (x, y) => Math.Abs(x - y) < Rounding);
    }

    [Fact]
    public void Perturbation_of_a_linear_network_is_the_inverse_under_any_noise()
    {
        Network network = Linear(13, 4, -0.2, 0.05);
        Susceptibility found = FlrInterop.Response.Estimate(network, "perturbation", options: new PerturbationOptions { Trials = 9, Duration = 120, Seed = 1 });
        Assert.Equal(RunStatus.Completed, found.Status);
        Close(new LinearProcess(network).Response, found.Matrix.ToMatrix(), 1e-7);
        Assert.True(found.StandardError!.ToArray().Max() < 1e-6);
        Assert.Throws<ParameterException>(() => found.At(1));
    }

    [Fact]
    public void Perturbation_of_a_tanh_network_is_the_linearised_one_for_weak_noise_and_less_for_strong()
    {
        NdArray<double> input = InputOutputMap.Random(12, 1, seed: 3).Inputs.At(0);
        var weak = new Network(Couplings.Gaussian(12, 0.7, seed: 2)) { Gain = 0.8, Noise = 1e-6, InputStrength = 0.4 };
        var options = new PerturbationOptions { Trials = 8, Seed = 4 };
        Matrix<double> linear = FlrInterop.Response.Estimate(weak, input: input).Matrix.ToMatrix();
        Close(linear, FlrInterop.Response.Estimate(weak, "perturbation", input, options).Matrix.ToMatrix(), 2e-3);
        var strong = new Network(weak.Coupling) { Gain = 0.8, Noise = 0.2, InputStrength = 0.4 };
        Susceptibility noisy = FlrInterop.Response.Estimate(strong, "perturbation", input, options);
        Assert.True(noisy.Matrix.ToMatrix().Trace() < linear.Trace());
        Assert.True(noisy.StandardError!.ToArray().Max() < 0.1);
    }

    [Fact]
    public void The_noise_intensity_follows_from_two_short_lags()
    {
        LinearProcess process = Process(30, 9, -0.4, noise: 0.007);
        Assert.Equal(1, FlrInterop.Response.NoiseIntensity(process.Exact(2, 0.2)) / 0.007, 0.02);
        Assert.Equal(1, FlrInterop.Response.NoiseIntensity(process.Exact(2, 0.05)) / 0.007, 0.002);
        Susceptibility unknown = FlrInterop.Response.Estimate(process.Exact(2, 0.05, known: false));
        Susceptibility known = FlrInterop.Response.Estimate(process.Exact(2, 0.05));
        Close(known.Matrix.ToMatrix(), unknown.Matrix.ToMatrix(), 0.002);
        Assert.Contains(unknown.Assumptions, a => a.Value.Contains("estimated", StringComparison.Ordinal) && a.Holds == false);
    }

    [Fact]
    public void Without_a_real_logarithm_there_is_a_status_and_no_number()
    {
        NdArray<double> lagged = NdArray<double>.Copy([1, 0, 0, 1, 0.5, 0, 0, -0.2], 2, 2, 2);
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([0, 0], 2), lagged.At(0), lagged: lagged, lagStep: 1);
        Susceptibility found = FlrInterop.Response.Estimate(activity, "one-lag");
        Assert.Contains("-0.2", found.Status, StringComparison.Ordinal);
        Assert.All(found.Matrix.ToArray(), x => Assert.True(double.IsNaN(x)));
        Assert.Contains("logarithm", Assert.Throws<ParameterException>(() => found.At(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one-lag")]
    [InlineData("lagged")]
    public void Without_lags_the_estimator_is_refused_and_told_how(string estimator)
    {
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([0], 1), NdArray<double>.Copy([0.02], 1, 1), noise: 0.01);
        Assert.Contains("lags", Assert.Throws<ParameterException>(() => FlrInterop.Response.Estimate(activity, estimator)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one-lag")]
    [InlineData("lagged")]
    public void Estimates_from_samples_scatter_by_their_standard_errors(string estimator)
    {
        const int units = 4, runs = 40, times = 2000;
        LinearProcess process = Process(units, 12, -0.3);
        const double lag = 0.2;
        Matrix<double> propagator = process.Propagator(lag), covariance = process.Covariance();
        Matrix<double> kick = (covariance - (propagator * covariance.TransposeAndMultiply(propagator))).Cholesky().Factor, start = covariance.Cholesky().Factor;
        var random = new MathNet.Numerics.Distributions.Normal(0, 1, new MathNet.Numerics.Random.MersenneTwister(3));
        double squares = 0;
        double[] bias = new double[units * units];
        for (int run = 0; run < runs; run++)
        {
            NdArray<double> samples = NdArray<double>.Create(out Span<double> values, times, units);
            Vector<double> x = start * Vector<double>.Build.Random(units, random);
            for (int t = 0; t < times; t++)
            {
                x.AsArray().CopyTo(values.Slice(t * units, units));
                x = (propagator * x) + (kick * Vector<double>.Build.Random(units, random));
            }

            Susceptibility found = FlrInterop.Response.Estimate(Activity.FromSamples(samples, lag, lags: 40), estimator);
            for (int at = 0; at < units * units; at++)
            {
                double z = (found.Matrix.Span[at] - process.Response[at / units, at % units]) / found.StandardError!.Span[at];
                squares += z * z / (runs * units * units);
                bias[at] += z / Math.Sqrt(runs);
            }
        }

        Assert.InRange(Math.Sqrt(squares), 0.7, 1.4);
        Assert.All(bias, z => Assert.InRange(z, -StandardErrors, StandardErrors));
    }

    [Theory]
    [InlineData("one-lag", Rounding)]
    [InlineData("lagged", Trapezoid)]
    public void Speeds_from_exact_lags_are_those_of_the_model_spontaneous_and_map_by_map(string estimator, double tolerance)
    {
        const int units = 16;
        Network network = Linear(units, 7, -0.4, 1e-9);
        InputOutputMap task = InputOutputMap.Random(units, 2, seed: 2);
        SpeedPrediction model = Flr.PredictSpeed(network, task, LearningRules.Hebbian);
        NdArray<double> means = NdArray<double>.Create(out Span<double> values, 2, units);
        for (int map = 0; map < 2; map++)
            FixedPoint.Find(network, task.Inputs.At(map)).State.Span.CopyTo(values.Slice(map * units, units));
        Activity rest = new LinearProcess(network).Exact(100, 0.05);
        int block = rest.Lagged!.Length;
        double[] lagged = [.. rest.Lagged.ToArray(), .. rest.Lagged.ToArray()], covariance = [.. rest.Covariance!.ToArray(), .. rest.Covariance.ToArray()];
        Activity evoked = Activity.FromMoments(
            means, NdArray<double>.Copy(covariance, 2, units, units), ActivityState.Evoked, 1e-9, NdArray<double>.Copy(lagged, 2, 101, units, units), 0.05);
        var options = new PredictionOptions { Estimator = estimator, EvokedMean = means };
        foreach (Activity source in (Activity[])[rest, evoked])
        {
            SpeedPrediction told = Flr.PredictSpeed(source, task, LearningRules.Hebbian, options);
            Assert.Equal(estimator, told.Estimator);
            for (int map = 0; map < 2; map++)
                Assert.Equal(1, network.Gain * told.Speed[map] / model.Speed[map], tolerance);
        }

        Assert.Equal(2 * block, evoked.Lagged!.Length);
    }

    private static LinearProcess Process(int units, int seed, double symmetry, double noise = 1e-3) => new(Linear(units, seed, symmetry, noise));

    private static Network Linear(int units, int seed, double symmetry, double noise)
        => new(Couplings.Gaussian(units, 0.5, symmetry, seed: seed)) { Gain = 0.8, Noise = noise, Transfer = TransferFunction.Linear };

    private static void Close(Matrix<double> expected, Matrix<double> found, double relative)
        => Assert.True((expected - found).L2Norm() <= relative * expected.L2Norm(), $"{(expected - found).L2Norm() / expected.L2Norm():g3} beyond {relative:g3}");
}
