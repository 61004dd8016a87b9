namespace FlrInterop.Tests;

/// <summary>Learning one more pattern in a Hopfield network below its instability, from a cue with a fifth of the signs flipped; the table is printed.</summary>
public sealed class AutoAssociationTableTests
{
    private const int Draws = 48, Units = 100;
    private const double Step = 0.05;

    [Fact]
    [Trait("Category", "Verify")]
    public void Hopfield_below_the_instability()
    {
        int[] loads = [1, 3, 5, 10, 20, 30];
        double[] fractions = [0.3, 0.5, 0.7, 0.85];
        var measured = new List<double>();
        var linearised = new List<double>();
        var equalTime = new List<double>();
        var closed = new List<double>();
        for (int draw = 0; draw < Draws; draw++)
        {
            int stored = loads[draw % 6];
            AutoAssociation known = AutoAssociation.Random(Units, stored, 0.2, seed: 100 + draw), added = AutoAssociation.Random(Units, 1, 0.2, seed: 700 + draw);
            double edge = Math.Pow(1 + Math.Sqrt((double)stored / Units), 2) - ((double)stored / Units);
            var network = new Network(Couplings.Hopfield(known.Patterns)) { Gain = fractions[draw / 6 % 4] / edge, InputStrength = 0.2, Noise = 1e-3 };
            InputOutputMap task = added.ToMaps();
            measured.Add(Learner.MeasureSpeed(network, task, LearningRules.Hebbian, new MeasureOptions { Trials = 8, Step = Step, Seed = 900 + draw }).Speed[0]);
            linearised.Add(Flr.PredictSpeed(network, task, LearningRules.Hebbian).Speed[0]);
            Activity evoked = Simulator.Run(network, task, new SimulationOptions { Trials = 6, Duration = 1500, Step = Step, Transient = 100, Seed = 1100 + draw });
            equalTime.Add(Flr.PredictSpeed(evoked, task, LearningRules.Hebbian).Speed[0]);
            closed.Add(HopfieldTheory.Speed(network.Gain, network.InputStrength, stored, Units));
        }

        PeriodicDraws.Print("Hopfield, Hebbian, linearised", linearised, measured);
        PeriodicDraws.Print("Hopfield, Hebbian, equal-time", equalTime, measured);
        PeriodicDraws.Print("Hopfield, Hebbian, closed form (many units)", closed, measured);
        Assert.True(PeriodicDraws.Between(linearised, measured).R2 >= 0.995);
        Assert.InRange(PeriodicDraws.Between(linearised, measured).Slope, 0.97, 1.03);
    }
}
