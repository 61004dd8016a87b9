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
        double fraction = Fractions[(draw / 6) % 6], leading = Leading(coupling);

        // One embedded map has no eigenvalue but 0, to rounding of either sign: no gain makes it unstable.
        double gain = leading > fraction / LargestGain ? fraction / leading : LargestGain;
        return new Network(coupling) { Gain = gain, Noise = noise, InputStrength = inputStrength };
    }

    /// <summary>The largest real part among the eigenvalues of J.</summary>
    private static double Leading(Coupling coupling)
    {
        var unit = new Network(coupling) { Transfer = TransferFunction.Linear };
        return Stability.At(unit, NdArray<double>.Copy(new double[coupling.Units], coupling.Units)).Leading.Real + 1;
    }

    /// <summary>Spontaneous activity of 6 × 2000 τ with lags.</summary>
    public static Activity Rest(Network network, int draw, double step)
        => Simulator.Run(
            network,
            new SimulationOptions { Trials = 6, Duration = 2000, Step = step, Transient = 100, Lags = 60, LagEvery = (int)Math.Round(0.2 / step), Seed = 5000 + draw });

    public static void Print(string label, IReadOnlyList<double> predicted, IReadOnlyList<double> measured)
    {
        Comparison found = Between(predicted, measured);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{label,-46} R² {found.R2:f4}  log–log {found.R2Log:f4}  slope {found.Slope:f3}  range {found.PredictorRange:g3}  n {predicted.Count}"));
    }

    public static Comparison Between(IReadOnlyList<double> predicted, IReadOnlyList<double> measured)
        => Comparison.Between(NdArray<double>.Copy([.. predicted], predicted.Count), NdArray<double>.Copy([.. measured], measured.Count), resamples: 10);
}
