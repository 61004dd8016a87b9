using System.Diagnostics;

namespace FlrInterop.Tests;

/// <summary>Predicted against measured speeds of tasks in time, 48 draws each; every table is printed.</summary>
public sealed class PeriodicTableTests
{
    private const int Draws = 48, Units = 100;
    private const double Step = 0.05;
    private static readonly string[] Rules = ["hebbian", "error-driven", "kurikawa-kaneko", "readout-error"];
    private static readonly string[] OfActivity = ["one-lag", "lagged", "equal-time"];

    [Fact]
    [Trait("Category", "Verify")]
    public void Cosine_with_input_in_two_phases() => Table("cosine, two phases", Wave(InputPhases.Two), leastOneLag: 0.99);

    [Fact]
    [Trait("Category", "Verify")]
    public void Cosine_with_input_in_one_phase() => Table("cosine, one phase", Wave(InputPhases.One), leastOneLag: 0.99);

    [Fact]
    [Trait("Category", "Verify")]
    public void Letters()
        => Table("letters", (draw, _) => new LetterTrajectory(((char)('A' + (draw % 26))).ToString(), Units, PeriodicDraws.Omega(draw), seed: 2000 + draw), leastOneLag: 0.99);

    private static Func<int, Network, PeriodicTask> Wave(InputPhases phases) => (draw, network) => PeriodicDraws.Wave(draw, network, phases);

    private static void Table(string label, Func<int, Network, PeriodicTask> make, double leastOneLag)
    {
        var measured = Rules.ToDictionary(rule => rule, _ => new List<double>());
        var predicted = new Dictionary<(string Rule, string Estimator), List<double>>();
        var clock = Stopwatch.StartNew();
        for (int draw = 0; draw < Draws; draw++)
        {
            Network network = PeriodicDraws.Network(draw, Units);
            PeriodicTask task = make(draw, network);
            Activity rest = PeriodicDraws.Rest(network, draw, Step);
            Activity none = Still(rest);
            foreach (string name in Rules)
            {
                LearningRule rule = name == "readout-error" ? ReadoutErrorRule.Of(task) : LearningRules.Parse(name);
                PeriodicMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = 8, Step = Step, Seed = 3000 + draw });
                Assert.Equal(RunStatus.Completed, seen.Status);
                measured[name].Add(seen.Speed[0]);
                Add(name, "linearised", Flr.PredictSpeed(network, task, rule, new PeriodicOptions { Step = Step }));
                Add(name, "linearised, slope followed", Flr.PredictSpeed(network, task, rule, new PeriodicOptions { Step = Step, FollowSlope = true }));
                foreach (string estimator in OfActivity)
                    Add(name, estimator, Flr.PredictSpeed(rest, task, rule, new PeriodicOptions { Estimator = estimator, Evoked = seen.Evoked }));
                Add(name, "null: no fluctuations", Flr.PredictSpeed(none, task, rule, new PeriodicOptions { Evoked = seen.Evoked }));
            }
        }

        foreach (((string rule, string estimator), List<double> speeds) in predicted)
            PeriodicDraws.Print($"{label}, {rule}, {estimator}", speeds, measured[rule]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{label}: {measured["hebbian"].Count(speed => speed < 0)} of {Draws} go the wrong way; {clock.Elapsed.TotalSeconds:f0} s");
        foreach (string rule in Rules)
        {
            Comparison best = PeriodicDraws.Between(predicted[(rule, "linearised")], measured[rule]);
            Assert.True(best.R2 >= 0.995, $"{rule}: linearised R² {best.R2}");
            Assert.InRange(best.Slope, 0.95, 1.05);
            Assert.True(PeriodicDraws.Between(predicted[(rule, "one-lag")], measured[rule]).R2 >= leastOneLag, rule);
        }

        void Add(string rule, string estimator, PeriodicPrediction told)
        {
            if (!predicted.TryGetValue((rule, estimator), out List<double>? speeds))
                predicted[(rule, estimator)] = speeds = [];
            speeds.Add(told.Speed[0]);
        }
    }

    /// <summary>Activity whose fluctuations say nothing, C = D: χ(ω) = 1/(1 + iω) for every unit alone.</summary>
    private static Activity Still(Activity rest)
    {
        NdArray<double> covariance = NdArray<double>.Create(out Span<double> values, Units, Units);
        values.Clear();
        for (int i = 0; i < Units; i++)
            values[(i * Units) + i] = 1e-9;
        return new Activity(Units, ActivityState.Spontaneous)
        {
            Mean = rest.Mean,
            Covariance = covariance,
            Noise = 1e-9,
            Gain = rest.Gain,
            InputStrength = rest.InputStrength,
            Transfer = rest.Transfer,
        };
    }
}
