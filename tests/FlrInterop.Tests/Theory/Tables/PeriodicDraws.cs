using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Networks of many kinds for tables of predicted against measured: 1 to 10 pre-embedded maps, symmetric and asymmetric J, at 0.3 to 0.9 of the instability.</summary>
internal static class PeriodicDraws
{
    private const double LargestGain = 1.5;
    private static readonly double[] Fractions = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9];
    private static readonly double[] Omegas = [0.25, 0.5, 1, 2];

    public static double Omega(int draw) => Omegas[(draw / 2) % 4];

    public static Network Network(int draw, int units, double inputStrength = 0.2, double noise = 1e-3)
    {
        int kind = draw % 6;
        Coupling coupling = kind switch
        {
            0 => Couplings.PreEmbedded(units, 1, seed: 1000 + draw),
            1 => Couplings.PreEmbedded(units, 3, seed: 1000 + draw),
            2 => Couplings.PreEmbedded(units, 5, seed: 1000 + draw),
            3 => Couplings.PreEmbedded(units, 10, seed: 1000 + draw),
            4 => Couplings.Gaussian(units, 1, 1, seed: 1000 + draw),
            _ => Couplings.Gaussian(units, 1, seed: 1000 + draw),
        };
        double fraction = Fractions[(draw / 6) % 6], leading = Eigenvalues.Leading(coupling.Dense().ToMatrix());

        // One embedded map has no eigenvalue but 0, to rounding of either sign: no gain makes it unstable.
        double gain = leading > fraction / LargestGain ? fraction / leading : LargestGain;
        return new Network(coupling) { Gain = gain, Noise = noise, InputStrength = inputStrength };
    }

    /// <summary>
    /// Waves whose targets lie at many angles to what the network amplifies: random patterns alone all have nearly the same variance. Inputs stay
    /// random, so that activity stays where the transfer function is nearly a line.
    /// </summary>
    public static CosineWave Wave(int draw, Network network, InputPhases phases)
    {
        int units = network.Units;
        CosineWave random = CosineWave.Random(units, 1, Omega(draw), seed: 2000 + draw, phases);
        NdArray<double> targets = Mixed(random.Targets.At(0).ToArray(), Amplified(network), (draw % 4) * 0.26);
        double[] cosine = [.. random.Input(0, 1).Select(z => z.Real)], sine = [.. random.Input(0, 1).Select(z => -z.Imaginary)];
        return new CosineWave(targets, Omega(draw), cosine: NdArray<double>.Copy(cosine, 1, units), sine: NdArray<double>.Copy(sine, 1, units));
    }

    /// <summary>The leading left singular vector of the static response.</summary>
    private static Vector<double> Amplified(Network network) => FlrInterop.Response.Estimate(network).Matrix.ToMatrix().Svd().U.Column(0);

    /// <summary>cos θ √N v + sin θ r of the length of r.</summary>
    private static NdArray<double> Mixed(double[] random, Vector<double> axis, double cosine)
    {
        double length = Math.Sqrt(random.Sum(x => x * x)), sine = Math.Sqrt(1 - (cosine * cosine));
        return NdArray<double>.Copy([.. random.Select((r, i) => (cosine * length * axis[i]) + (sine * r))], 1, random.Length);
    }

    /// <summary>Spontaneous activity of 6 × 2000 τ with lags.</summary>
    public static Activity Rest(Network network, int draw, double step)
        => Simulator.Run(
            network,
            new SimulationOptions { Trials = 6, Duration = 2000, Step = step, Transient = 100, Lags = 30, LagEvery = (int)Math.Round(0.25 / step), Seed = 5000 + draw });

    public static void Print(string label, IReadOnlyList<double> predicted, IReadOnlyList<double> measured)
    {
        Comparison found = Between(predicted, measured);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{label,-46} R² {found.R2:f4}  log–log {found.R2Log:f4}  slope {found.Slope:f3}  range {found.PredictorRange:g3}  n {predicted.Count}"));
    }

    public static Comparison Between(IReadOnlyList<double> predicted, IReadOnlyList<double> measured)
        => Comparison.Between(NdArray<double>.Copy([.. predicted], predicted.Count), NdArray<double>.Copy([.. measured], measured.Count), resamples: 10);
}
