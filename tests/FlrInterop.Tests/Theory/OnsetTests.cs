using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>A rhythm that the network keeps by itself: its onset predicted, and by a plain loop that learns.</summary>
public sealed class OnsetTests
{
    private const int Units = 40;
    private const double Close = 0.05;

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1.0)]
    public void Onset_of_a_loop_that_learns_is_as_predicted(int seed, double omega)
    {
        Network network = Draw(seed, 0.6);
        CosineWave task = CosineWave.Rhythm(Units, 1, omega, seed: 10 + seed);
        OnsetPrediction told = Flr.PredictOnset(network, task);
        Assert.Equal(RunStatus.Completed, told.Status);
        Assert.Equal(1, Measured(network, task, told.Time[0]) / told.Time[0], Close);
        Assert.InRange(told.Time[0] / told.Frozen[0], 0.45, 0.7);
        Assert.InRange(told.Frequency[0] / omega, 0.9, 1.2);
    }

    [Fact]
    public void From_exact_activity_of_a_symmetric_network_it_is_the_same()
    {
        var network = new Network(Couplings.Gaussian(20, 0.5, 1, seed: 4)) { Gain = 0.6, InputStrength = 0.01, Transfer = TransferFunction.Linear };
        CosineWave task = CosineWave.Rhythm(20, 1, 0.7, seed: 5);
        Activity exact = new LinearProcess(network).Exact(2, 0.05);
        var source = new Activity(20, ActivityState.Spontaneous)
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
        OnsetPrediction model = Flr.PredictOnset(network, task);
        foreach (string estimator in (string[])["equal-time", "one-lag"])
            Assert.Equal(1, Flr.PredictOnset(source, task, estimator).Time[0] / model.Time[0], 1e-3);
    }

    [Fact]
    public void A_network_that_is_not_stable_has_no_onset_to_wait_for()
    {
        var network = new Network(Couplings.Gaussian(20, 2, 1, seed: 4)) { Transfer = TransferFunction.Linear };
        OnsetPrediction told = Flr.PredictOnset(network, CosineWave.Rhythm(20, 1, 1, seed: 1));
        Assert.Contains("not stable", told.Status, StringComparison.Ordinal);
        Assert.True(double.IsNaN(told.Time[0]));
    }

    [Fact]
    [Trait("Category", "Verify")]
    public void Onset_table()
    {
        var measured = new List<double>();
        var linearised = new List<double>();
        var activity = new List<double>();
        var ratio = new List<double>();
        var frequency = new List<double>();
        for (int draw = 0; draw < 32; draw++)
        {
            double omega = new[] { 0.25, 0.5, 1, 2 }[draw % 4];
            Network network = Draw(100 + draw, 0.3 + (0.15 * (draw / 4 % 4)));
            CosineWave task = CosineWave.Rhythm(Units, 1, omega, seed: 200 + draw);
            OnsetPrediction told = Flr.PredictOnset(network, task);
            Assert.True(told.Status == RunStatus.Completed, $"draw {draw}: {told.Status} {told.Frozen[0]} ω {omega} β {network.Gain}");
            Activity rest = Simulator.Run(network, new SimulationOptions { Trials = 8, Duration = 1000, Step = 0.05, Lags = 2, LagEvery = 4, Seed = 300 + draw });
            linearised.Add(told.Time[0]);
            activity.Add(Flr.PredictOnset(rest, task).Time[0]);
            measured.Add(Measured(network, task, told.Time[0]));
            ratio.Add(measured[^1] / told.Frozen[0]);
            frequency.Add(told.Frequency[0] / omega);
        }

        PeriodicDraws.Print("onset, linearised", linearised, measured);
        PeriodicDraws.Print("onset, −D C⁻¹ + β s Ḡ from activity", activity, measured);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"true time / frozen estimate {ratio.Min():f2}–{ratio.Max():f2}; frequency / ω {frequency.Min():f2}–{frequency.Max():f2}"));
        Assert.True(PeriodicDraws.Between(linearised, measured).R2Log >= 0.99);
    }

    /// <summary>ε t at which diag(g) J − 1 at rest first has an eigenvalue with positive real part, in a noise-free Euler loop.</summary>
    private static double Measured(Network network, CosineWave task, double expected)
    {
        const double step = 0.05, duration = 1500;
        double rate = expected / duration;
        int units = network.Units, looked = (int)(duration / step / 100);
        Matrix<double> weights = network.Coupling.Dense().ToMatrix();
        double[] w = weights.ToRowMajorArray(), x = new double[units], u = new double[units], now = new double[units];
        System.Numerics.Complex[] pattern = task.Target(0, 1);
        for (int n = 0; n < 3 * duration / step; n++)
        {
            for (int i = 0; i < units; i++)
            {
                now[i] = (pattern[i] * System.Numerics.Complex.Exp(new System.Numerics.Complex(0, task.Omega * n * step))).Real;
                u[i] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(w.AsSpan(i * units, units), x);
            }

            for (int i = 0; i < units; i++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(x, rate * step * now[i] / units, w.AsSpan(i * units, units), w.AsSpan(i * units, units));
            for (int i = 0; i < units; i++)
                x[i] += step * (Math.Tanh(network.Gain * (u[i] + (network.InputStrength * now[i]))) - x[i]);
            if (n > duration / step / 3 && n % looked == 0)
            {
                Matrix<double> generator = (network.Gain * Matrix<double>.Build.DenseOfRowMajor(units, units, w)) - Matrix<double>.Build.DenseIdentity(units);
                if (Eigenvalues.Leading(generator) > 0)
                    return rate * n * step;
            }
        }

        return double.NaN;
    }

    private static Network Draw(int seed, double fraction)
    {
        Coupling coupling = (seed % 3) switch
        {
            0 => Couplings.Gaussian(Units, 1, 1, seed: seed),
            1 => Couplings.Gaussian(Units, 1, seed: seed),
            _ => Couplings.PreEmbedded(Units, 4, seed: seed),
        };
        double leading = Eigenvalues.Leading(coupling.Dense().ToMatrix());
        return new Network(coupling) { Gain = Math.Min(1, fraction / leading), InputStrength = 0.02, Noise = 1e-3 };
    }
}
