using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace FlrInterop.Tests.Dynamics;

/// <summary>Streamed moments against samples, and a linear network against its closed form.</summary>
public sealed class SimulatorMomentsTests
{
    private const double Rounding = 1e-12;

    // float32 samples, summed in float32 over 128 at a time: relative to the largest variance.
    private const double Rounding32 = 1e-4;

    [Theory]
    [InlineData(1, 300, 19)]
    [InlineData(7, 50, 40)]
    [InlineData(64, 33, 100)]
    [InlineData(150, 20, 26)]
    public void Mean_and_covariances_equal_two_passes_over_the_samples(int trials, int recorded, int units)
    {
        var network = new Network(Samples.Dense(units, 1.8)) { Noise = 0.01 };
        SimulationOptions options = Samples.Options(trials, recorded) with { Lags = 3, LagEvery = 4, Initial = Samples.Normals(trials, units, 77) };
        Activity run = Samples.Run(network, options);
        Matrix<double> samples = Matrix<double>.Build.DenseOfRowMajor(trials * recorded, units, run.Samples!.ToArray());
        Vector<double> mean = samples.ColumnSums() / samples.RowCount;
        Assert.InRange(Samples.LargestDifference(mean.ToArray(), run.Mean!.Span), 0, Rounding);
        for (int lag = 0; lag <= 3; lag++)
        {
            int back = 4 * lag, pairs = trials * (recorded - back);
            Matrix<double> later = Matrix<double>.Build.Dense(pairs, units), earlier = Matrix<double>.Build.Dense(pairs, units);
            int row = 0;
            for (int trial = 0; trial < trials; trial++)
            {
                for (int time = back; time < recorded; time++, row++)
                {
                    later.SetRow(row, samples.Row((trial * recorded) + time) - mean);
                    earlier.SetRow(row, samples.Row((trial * recorded) + time - back) - mean);
                }
            }

            double[] expected = (later.TransposeThisAndMultiply(earlier) / (pairs - 1)).ToRowMajorArray();
            Assert.InRange(Samples.LargestDifference(expected, run.Lagged!.At(lag).Span), 0, Rounding);
            if (lag == 0)
                Assert.InRange(Samples.LargestDifference(expected, run.Covariance!.Span), 0, Rounding);
        }

        Assert.Equal((long)trials * recorded, run.Count);
        Assert.Equal(0.5, run.LagStep);
    }

    [Fact]
    public void A_float32_covariance_equals_two_passes_over_its_samples()
    {
        const int Units = 35, Trials = 20, Times = 60;
        Activity run = Samples.Run(
            new Network(Samples.Dense(Units, 1.8)) { Noise = 0.01 },
            Samples.Options(Trials, Times) with { Precision = Precision.Float32, Initial = Samples.Normals(Trials, Units, 77) });
        Matrix<double> samples = Matrix<double>.Build.DenseOfRowMajor(Trials * Times, Units, Array.ConvertAll(run.SamplesFloat32!.ToArray(), x => (double)x));
        Vector<double> mean = samples.ColumnSums() / samples.RowCount;
        for (int row = 0; row < samples.RowCount; row++)
            samples.SetRow(row, samples.Row(row) - mean);
        Matrix<double> expected = samples.TransposeThisAndMultiply(samples) / (samples.RowCount - 1);
        Assert.InRange(Samples.LargestDifference(mean.ToArray(), run.Mean!.Span), 0, Rounding32);
        Assert.InRange(Samples.LargestDifference(expected.ToRowMajorArray(), run.Covariance!.Span), 0, Rounding32 * expected.Enumerate().Max());
    }

    [Fact]
    public void A_linear_network_has_the_covariance_of_its_closed_form()
    {
        const int Units = 6, Trials = 256, Recorded = 4000;
        const double Dt = 0.05, Noise = 0.02;
        double[] weights = Samples.Weights(Units, 0.4, 5);
        var network = new Network(new DenseCoupling(NdArray<double>.Copy(weights, Units, Units))) { Noise = Noise, Transfer = TransferFunction.Linear };
        Activity run = Samples.Run(network, new SimulationOptions { Trials = Trials, Step = Dt, Duration = Dt * Recorded, Transient = 20, Seed = 4, Lags = 1, LagEvery = 10 });
        Matrix<double> a = Matrix<double>.Build.DenseOfRowMajor(Units, Units, weights) - Matrix<double>.Build.DenseIdentity(Units);
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(Units), step = identity + (Dt * a);

        // Of Euler's recursion exactly, C = M C Mᵀ + 2 D dt; of the process, A C + C Aᵀ + 2 D = 0.
        Matrix<double> discrete = Solve(identity.KroneckerProduct(identity) - step.KroneckerProduct(step), identity * (2 * Noise * Dt), Units);
        Matrix<double> continuous = Solve(identity.KroneckerProduct(a) + a.KroneckerProduct(identity), identity * (-2 * Noise), Units);

        // Each trial lasts 200 τ, correlated over about 2 τ: the standard error of a variance v is v √(2 · 2 τ / (trials · duration)).
        double standardError = continuous.Enumerate().Max() * Math.Sqrt(4 / (Trials * Dt * Recorded));
        const double StandardErrors = 5;
        Assert.InRange(Samples.LargestDifference(discrete.ToRowMajorArray(), run.Covariance!.Span), 0, StandardErrors * standardError);
        double euler = Dt * continuous.Enumerate().Max();
        Assert.InRange(Samples.LargestDifference(continuous.ToRowMajorArray(), run.Covariance!.Span), 0, euler + (StandardErrors * standardError));
        Matrix<double> power = step.Power(10) * discrete;
        Assert.InRange(Samples.LargestDifference(power.ToRowMajorArray(), run.Lagged!.At(1).Span), 0, StandardErrors * standardError);
        Assert.InRange(run.Mean!.ToArray().Max(Math.Abs), 0, StandardErrors * Math.Sqrt(continuous.Enumerate().Max() * 4 / (Trials * Dt * Recorded)));
    }

    private static Matrix<double> Solve(Matrix<double> system, Matrix<double> right, int units)
        => Matrix<double>.Build.DenseOfColumnMajor(units, units, system.Solve(Vector<double>.Build.Dense(right.ToColumnMajorArray())).ToArray());
}
