// Speed against the gain and the number of known maps, the figure of examples/python/papers/Kurikawa_Kaneko_2025_gain.py: equal seeds, so
// equal numbers. The exit code is 1 where a claim is missed.
using System.Globalization;
using FlrInterop;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int units = 100, fresh = 10, repeats = 3, knownOfGains = 5;
const double gainOfKnown = 0.5;
double[] gains = [0.2, 0.35, 0.5, 0.7, 0.9, 1.2, 1.5, 1.8];
int[] known = [0, 1, 3, 5, 10, 15];

List<double> told = [], seen = [];
double[] ofGains = [.. gains.Select(gain => Mean(knownOfGains, gain))], ofKnown = [.. known.Select(count => Mean(count, gainOfKnown))];
Comparison found = Comparison.Between(NdArray<double>.Copy([.. told], told.Count), NdArray<double>.Copy([.. seen], seen.Count));
double closed = 1 + (4.0 * known[^1] * gainOfKnown * gainOfKnown / units);
Console.WriteLine($"{seen.Count} maps, speeds span {found.PredictorRange:F0}-fold");
Console.WriteLine($"linearised                R² {found.R2:F4}  logarithms {found.R2Log:F4}  slope {found.Slope:F3}");
Console.WriteLine($"gain {gains[0]} → {gains[^1]}: {ofGains[^1] / ofGains[0]:F0} times faster, of which β³ gives {Math.Pow(gains[^1] / gains[0], 3):F0}");
Console.WriteLine($"{known[0]} → {known[^1]} known maps at β = {gainOfKnown}: × {ofKnown[^1] / ofKnown[0]:F3}, closed form × {closed:F3}");
bool met = found.R2 >= 0.999 && found.R2Log >= 0.999 && found.Slope is > 0.97 and < 1.03;
Console.WriteLine($"{(met ? "met   " : "MISSED")}  linearised R² ≥ 0.999, slope in 0.97 … 1.03");
return met ? 0 : 1;

// The mean measured speed of random new maps; predictions and measurements are kept.
double Mean(int count, double gain)
{
    int first = seen.Count;
    for (int repeat = 0; repeat < repeats; repeat++)
    {
        Coupling coupling = count == 0 ? Couplings.FromArray(NdArray<double>.Copy(new double[units * units], units, units)) : Couplings.PreEmbedded(units, count, 50 + repeat);
        var network = new Network(coupling) { Gain = gain, Noise = 1e-3, InputStrength = 0.1 };
        InputOutputMap task = InputOutputMap.Random(units, fresh, 900 + repeat);
        told.AddRange(Flr.PredictSpeed(network, task, LearningRules.Hebbian).Speed.ToArray());
        seen.AddRange(Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Trials = 8, Seed = repeat }).Speed.ToArray());
    }

    return seen.Skip(first).Average();
}
