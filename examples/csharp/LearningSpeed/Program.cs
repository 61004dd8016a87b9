// How fast will each of 40 maps be learned, and how fast is it? The simulated half of the demo, without Python.
// Numbers are printed so that reading them back gives the same bits: they are those that Python has from the same seeds.
using System.Globalization;
using FlrInterop;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    var network = new Network(Couplings.PreEmbedded(units: 100, maps: 5, seed: 1)) { Gain = 0.8, Noise = 1e-3 };
    var run = new SimulationOptions { Trials = 64, Duration = 500, Seed = 3 };
    Activity rest = Simulator.Run(network, run, cancellation: stop.Token);
    InputOutputMap task = InputOutputMap.AtAngles(rest, maps: 40, seed: 2);
    LearningRule rule = LearningRules.Hebbian;

    SpeedPrediction fromActivity = Flr.PredictSpeed(rest, task, rule);
    SpeedPrediction fromModel = Flr.PredictSpeed(network, task, rule);
    var product = new PredictionOptions { Relation = PredictionOptions.Flr2 };
    SpeedPrediction fromVariances = Flr.PredictSpeed(rest, task, rule, product);
    var paired = new MeasureOptions { Seed = 4 };
    SpeedMeasurement seen = Learner.MeasureSpeed(network, task, rule, paired, cancellation: stop.Token);

    Print("measured speed of map 0", seen.Speed[0]);
    Report("FLR1, equal-time C/D", fromActivity);
    Report("FLR2", fromVariances);
    Report("linearised (needs J)", fromModel);
    return 0;

    void Report(string name, SpeedPrediction told)
    {
        Comparison found = Comparison.Between(told.Speed, seen.Speed, seen.StandardError);
        Console.WriteLine(name);
        Print("predicted speed of map 0", told.Speed[0]);
        Print("R²", found.R2);
        Print("slope", found.Slope);
        Print("Spearman", found.Spearman);
        Print("range of the predictions", found.PredictorRange);
    }
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped");
    return 130;
}

static void Print(string name, double value) =>
    Console.WriteLine($"  {name,-25} {value.ToString("R", CultureInfo.InvariantCulture)}");
