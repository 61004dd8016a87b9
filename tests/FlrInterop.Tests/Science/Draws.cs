using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Networks and targets whose speeds span a wide range: pre-embedded maps, symmetric and asymmetric Gaussian couplings, targets from random to known.</summary>
internal static class Draws
{
    public const int Units = 100;

    public static (Network Network, InputOutputMap Task) Make(int draw, int count, int maps = 1, double noise = 1e-3)
    {
        int kind = draw % 6, seed = 1000 + (37 * draw);
        double within = 0.9 * (draw / 6) / Math.Max(1.0, (count / 6) - 1);
        int[] embedded = [1, 3, 5, 10];
        Coupling coupling = kind switch
        {
            < 4 => Couplings.PreEmbedded(Units, embedded[kind], seed: seed),
            4 => Couplings.Gaussian(Units, 1, 1, seed: seed),
            _ => Couplings.Gaussian(Units, 1, 0, seed: seed),
        };
        Matrix<double> weights = coupling.Dense().ToMatrix();

        // The eigenvalues of U Vᵀ that are not 0 are those of Vᵀ U.
        Matrix<double> core = coupling is LowRankCoupling lowRank ? lowRank.Right.ToMatrix().TransposeThisAndMultiply(lowRank.Left.ToMatrix()) : weights;
        double edge = core.Evd().EigenValues.Max(value => value.Real);
        double gain = Math.Min(1.5, (0.3 + (0.55 * ((draw * 7 % 11) / 10.0))) / Math.Max(edge, 1e-3));
        Vector<double> known = (weights + weights.Transpose()).Evd(Symmetricity.Symmetric).EigenVectors.Column(Units - 1);
        InputOutputMap random = InputOutputMap.Random(Units, maps, seed: seed + 1);
        double[] mixing = InputOutputMap.Random(Units * 8, maps, seed: seed + 2).Inputs.ToArray();
        NdArray<double> targets = NdArray<double>.Create(out Span<double> values, maps, Units);
        NdArray<double> inputs = NdArray<double>.Create(out Span<double> given, maps, Units);
        for (int at = 0; at < values.Length; at++)
        {
            // Eight fair coins make a number from 0 to 255.
            int coin = 0;
            for (int k = 0; k < 8; k++)
                coin = (2 * coin) + (mixing[(8 * at) + k] > 0 ? 1 : 0);
            bool takeKnown = coin < 256 * within;
            values[at] = takeKnown ? Math.Sign(known[at % Units]) : random.Targets.Span[at];
            given[at] = takeKnown && draw % 4 == 1 ? Math.Sign(known[at % Units]) : random.Inputs.Span[at];
        }

        return (new Network(coupling) { Gain = gain, Noise = noise, InputStrength = 0.5 }, new InputOutputMap(inputs, targets));
    }

    /// <summary>The evoked covariance of the linearised network: A C + C Aᵀ + 2 D = 0, by Smith's doubling.</summary>
    public static Activity Evoked(Network network, InputOutputMap task)
    {
        NdArray<double> mean = NdArray<double>.Create(out Span<double> means, task.Maps, Units);
        NdArray<double> covariance = NdArray<double>.Create(out Span<double> covariances, task.Maps, Units, Units);
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(Units), weights = network.Coupling.Dense().ToMatrix();
        for (int map = 0; map < task.Maps; map++)
        {
            EvokedModel model = EvokedModel.At(network, task, map, []);
            model.Evoked.State.Span.CopyTo(means[(map * Units)..]);
            Matrix<double> a = (Matrix<double>.Build.DenseOfDiagonalVector(Vector<double>.Build.Dense(model.Slopes)) * weights) - identity;
            Matrix<double> inverse = (identity - a).Inverse(), power = inverse * (identity + a), sum = inverse * inverse.Transpose() * (4 * network.Noise);
            for (int k = 0; k < 14; k++)
            {
                sum += power * sum * power.Transpose();
                power *= power;
            }

            ((sum + sum.Transpose()) / 2).ToNdArray().Span.CopyTo(covariances[(map * Units * Units)..]);
        }

        return new Activity(Units, ActivityState.Evoked)
        {
            Mean = mean,
            Covariance = covariance,
            Noise = network.Noise,
            Gain = network.Gain,
            InputStrength = network.InputStrength,
            Transfer = network.Transfer,
        };
    }

    /// <summary>The speed that no response at all would give: χ = 1.</summary>
    public static double Null(Network network, InputOutputMap task, LearningRule rule, int map = 0)
    {
        EvokedModel model = EvokedModel.At(network, task, map, []);
        Vector<double> v = Vector<double>.Build.Dense(model.Velocity(rule, model));
        Vector<double> drive = v - (Vector<double>.Build.Dense(model.Slopes).PointwiseMultiply(network.Coupling.Dense().ToMatrix() * v));
        return drive.DotProduct(Vector<double>.Build.Dense(task.Targets.Row(map).ToArray())) / Units;
    }

    /// <summary>R² of a line, slope through 0, median ratio measured ÷ predicted.</summary>
    public static (double R2, double Slope, double Ratio) Agreement(double[] predicted, double[] measured)
    {
        double r = MathNet.Numerics.Statistics.Correlation.Pearson(predicted, measured);
        double slope = predicted.Zip(measured, (x, y) => x * y).Sum() / predicted.Sum(x => x * x);
        return (r * r, slope, MathNet.Numerics.Statistics.Statistics.Median(predicted.Zip(measured, (x, y) => y / x)));
    }

    public static string Text(string name, double[] predicted, double[] measured)
    {
        (double r2, double slope, double ratio) = Agreement(predicted, measured);
        return FormattableString.Invariant($"{name,-14} R² {r2:f4}  slope {slope:f3}  median ratio {ratio:f3}");
    }
}
