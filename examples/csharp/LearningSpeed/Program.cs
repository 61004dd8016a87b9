// Theory against simulation, as in examples/python/learning_speed.py: equal seeds, so equal numbers, to the last bit.
using System.Globalization;
using FlrInterop;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int units = 100, maps = 40;
Coupling known = Couplings.PreEmbedded(units, maps: 5, seed: 1, scale: 0.5);
Coupling background = Couplings.Gaussian(units, strength: 0.7, symmetry: 1, seed: 2);
var network = new Network(known + background) { Gain = 0.5, Noise = 1e-3, InputStrength = 0.2 };

Activity rest = Simulator.Run(network, new SimulationOptions { Trials = 64, Duration = 500, Seed = 4 });
InputOutputMap task = InputOutputMap.AtAngles(rest, maps, seed: 3);
SpeedMeasurement seen = Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Seed = 5 });

var predictions = new (string Name, SpeedPrediction Told)[]
{
    ("FLR1, equal-time", Flr.PredictSpeed(rest, task, LearningRules.Hebbian)),
    ("FLR2", Flr.PredictSpeed(rest, task, LearningRules.Hebbian, new PredictionOptions { Relation = PredictionOptions.Flr2 })),
    ("linearised", Flr.PredictSpeed(network, task, LearningRules.Hebbian)),
};

foreach ((string name, SpeedPrediction told) in predictions)
{
    Comparison found = Comparison.Between(told, seen);
    Console.WriteLine(name);
    Console.WriteLine($"  R²         {found.R2:R}  ({found.R2Interval.Low:R} … {found.R2Interval.High:R})");
    Console.WriteLine($"  slope      {found.Slope:R}  ({found.SlopeInterval.Low:R} … {found.SlopeInterval.High:R})");
    Console.WriteLine($"  Spearman   {found.Spearman:R}  ({found.SpearmanInterval.Low:R} … {found.SpearmanInterval.High:R})");
    Console.WriteLine($"  predictions span {found.PredictorRange:F2}-fold over {task.Maps} maps");
}

Console.WriteLine($"predicted (linearised) and measured speed of map 0: {predictions[2].Told.Speed[0]:R}, {seen.Speed[0]:R}");
