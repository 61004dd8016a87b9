using FlrInterop.Learning;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class CentreOutTests
{
    private const double Rounding = 1e-9;
    private const double FiniteRate = 0.03;

    [Fact]
    public void Learning_follows_a_plain_loop_over_the_whole_matrix()
    {
        (CentreOutModel model, CentreOut task) = Made(noise: 0.01);
        const double rate = 0.3, step = 0.05;
        const int settle = 40, learn = 60;
        NdArray<double> starts = NdArray<double>.Copy([.. Enumerable.Range(0, 8).SelectMany(a => FixedPoint.Find(model.Network, model.Cues.At(a)).State.ToArray())], 8, 24);
        double[] expected = Plain(model, task, starts, rate, step, settle, learn);
        double[]? before = null;
        foreach (LaneWidth width in new[] { LaneWidth.Portable, LaneWidths.Best })
        {
            double[] slopes = new double[8];
            using CentreOutRun run = CentreOutRun.Create(model.Network, model.Cues, starts, width);
            string status = run.Learn(task, new ChunkNoise(9, 1, 0), new CentreOutPlan(step, settle, learn, rate, null), slopes, default);
            Assert.Equal(RunStatus.Completed, status);
            for (int a = 0; a < 8; a++)
                Assert.Equal(expected[a], slopes[a], Rounding);
            Assert.Equal(before ?? slopes, slopes);
            before = slopes;
        }
    }

    [Fact]
    public void Without_noise_the_measured_rows_are_the_predicted_ones()
    {
        (CentreOutModel model, CentreOut task) = Made(noise: 0);
        DecoderBaseline baseline = DecoderBaseline.FromNetwork(model.Network, model.Cues, model.Directions);
        DecoderPrediction told = Flr.PredictDecoder(baseline, task.Decoder, task.WantedSpeed);
        CentreOutMeasurement together = CentreOutSimulator.Measure(model.Network, task, new CentreOutOptions { Repeats = 1 });
        CentreOutMeasurement alone = CentreOutSimulator.Measure(model.Network, task, new CentreOutOptions { Repeats = 1, TrainedTarget = 3 });
        double scale = told.Interference.Span.ToArray().Max(Math.Abs);
        for (int b = 0; b < 8; b++)
        {
            Assert.Equal(told.Interleaved[b], together.PerTarget[b], FiniteRate * scale);
            Assert.Equal(told.Interference[3, b], alone.PerTarget[b], FiniteRate * scale);
        }

        Assert.True(double.IsNaN(together.StandardError));
    }

    [Fact]
    public void The_model_has_the_manifold_and_amplitude_that_were_asked_for()
    {
        CentreOutModel model = CentreOutModel.Make(units: 40, disorder: 0, amplitude: 0.3, seed: 2);
        double[] leading = [.. model.Network.Coupling.Dense().ToMatrix().Evd(Symmetricity.Symmetric).EigenValues.Select(e => e.Real).OrderDescending().Take(11)];
        Assert.Equal(0.9, leading[0], Rounding);
        Assert.Equal(0.35, leading[9], Rounding);
        Assert.Equal(0, leading[10], Rounding);
        double squares = Enumerable.Range(0, 8).Sum(a => FixedPoint.Find(model.Network, model.Cues.At(a)).State.ToArray().Sum(x => x * x));
        Assert.Equal(0.3, Math.Sqrt(squares / (8 * 40)), 1e-3);
    }

    [Fact]
    public void A_recording_has_its_bins_in_order_and_the_fixed_points_as_means()
    {
        (CentreOutModel model, CentreOut _) = Made(noise: 0);
        CentreOutRecording rest = CentreOutSimulator.Record(model, trials: 2, bins: 3);
        Assert.Equal(RunStatus.Completed, rest.Status);
        Assert.Equal(48, rest.Activity.Shape[0]);
        Assert.Equal(16, rest.Trial.ToArray().Distinct().Count());
        for (int row = 0; row < 48; row++)
        {
            double[] expected = FixedPoint.Find(model.Network, model.Cues.At(rest.Target[row])).State.ToArray();
            Assert.Equal(expected, rest.Activity.Row(row).ToArray(), (a, b) => Math.Abs(a - b) < Rounding);
        }
    }

    private static (CentreOutModel Model, CentreOut Task) Made(double noise)
    {
        CentreOutModel model = CentreOutModel.Make(units: 24, noise: noise, seed: 3);
        NdArray<double> projection = LatentDecoderTests.Normals(24, 4, 8).ToMatrix().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q.Transpose().ToNdArray();
        var decoder = new LatentDecoder(LatentDecoderTests.Normals(2, 4, 6), projection);
        return (model, new CentreOut(model.Cues, model.Directions, decoder, 1));
    }

    /// <summary>Eight networks that share J = J₀ + Bᵀ W as one whole matrix, beside eight that do not learn.</summary>
    private static double[] Plain(CentreOutModel model, CentreOut task, NdArray<double> starts, double rate, double step, int settle, int learn)
    {
        int units = model.Network.Units;
        Matrix<double> fixedWeights = model.Network.Coupling.Dense().ToMatrix(), learned = fixedWeights.Clone(), decoder = task.Decoder.Weights.ToMatrix();
        Vector<double>[] own = [.. Enumerable.Range(0, 8).Select(a => Vector<double>.Build.Dense(starts.Row(a).ToArray()))], control = [.. own.Select(x => x.Clone())];
        double[] slopes = new double[8];
        int from = learn / 3, count = learn - from;
        double centre = from + (0.5 * (count + 1)), squares = Enumerable.Range(from + 1, count).Sum(n => (n - centre) * (n - centre)) * step;
        for (int n = 1 - settle; n <= learn; n++)
        {
            Matrix<double> change = Matrix<double>.Build.Dense(units, units);
            for (int a = 0; a < 8; a++)
            {
                Vector<double> error = Vector<double>.Build.Dense(task.Directions.Row(a).ToArray()) - (decoder * own[a]);
                change += decoder.TransposeThisAndMultiply(error).OuterProduct(own[a]) * (rate * step / units / 8);
            }

            double[,] noise = Noise(units, (uint)(n + settle - 1));
            for (int a = 0; a < 8; a++)
            {
                own[a] = Next(n > 0 ? learned : fixedWeights, own[a], a, noise);
                control[a] = Next(fixedWeights, control[a], a, noise);
                if (n > from)
                    slopes[a] += (n - centre) / squares * Vector<double>.Build.Dense(task.Directions.Row(a).ToArray()).DotProduct(decoder * (own[a] - control[a]));
            }

            if (n > 0)
                learned += change;
        }

        return slopes;

        Vector<double> Next(Matrix<double> weights, Vector<double> x, int a, double[,] noise)
        {
            Vector<double> h = weights * x;
            return Vector<double>.Build.Dense(units, i => x[i] + (step * (Math.Tanh(h[i] + model.Cues[a, i]) - x[i])) + (Math.Sqrt(2 * model.Network.Noise * step) * noise[i, a]));
        }
    }

    private static unsafe double[,] Noise(int units, uint step)
    {
        double[] values = new double[units * ChunkLayout.Lanes];
        fixed (double* place = values)
            new ChunkNoise(9, 1, 0).Fill(step, units, place);
        double[,] noise = new double[units, ChunkLayout.Lanes];
        Buffer.BlockCopy(values, 0, noise, 0, values.Length * sizeof(double));
        return noise;
    }
}
