using CsCheck;

namespace FlrInterop.Tests;

public sealed class AutoAssociationTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Cues_have_the_asked_fraction_of_signs_flipped()
    {
        AutoAssociation task = AutoAssociation.Random(50, 4, 0.2, seed: 1);
        for (int map = 0; map < 4; map++)
        {
            Assert.Equal(10, Enumerable.Range(0, 50).Count(i => task.Cues[map, i] != task.Patterns[map, i]));
            Assert.Equal(0.6, task.Overlaps(task.Cues.At(map))[map], Rounding);
        }

        Assert.Same(task.Cues, task.ToMaps().Inputs);
    }

    [Fact]
    public void Memories_are_recalled_below_capacity_and_not_far_above()
    {
        AutoAssociation few = AutoAssociation.Random(100, 4, 0.2, seed: 2), many = AutoAssociation.Random(100, 60, 0.2, seed: 2);
        var good = new Network(Couplings.Hopfield(few.Patterns)) { Gain = 3 };
        var bad = new Network(Couplings.Hopfield(many.Patterns)) { Gain = 3 };
        Assert.All(few.Recall(good, 0.2).ToArray(), overlap => Assert.True(overlap > 0.9));
        Assert.All(few.Basin(good).ToArray(), size => Assert.InRange(size, 0.2, 0.5));
        Assert.True(many.Recall(bad, 0.2).ToArray().Count(overlap => overlap > 0.9) < 6);
        Assert.All(few.Basin(new Network(good.Coupling) { Gain = 0.5 }).ToArray(), size => Assert.Equal(0, size));
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("logistic")]
    [InlineData("linear")]
    public void The_energy_of_a_symmetric_network_never_grows(string transfer)
        => Gen.Select(Gen.Int[2, 20], Gen.Int[0, 1000]).Sample(
            (units, seed) =>
            {
                var network = new Network(Couplings.Gaussian(units, 0.4, 1, seed: seed)) { Gain = 0.9, Noise = 0, InputStrength = 0.5, Transfer = TransferFunctions.Parse(transfer) };
                NdArray<double> input = InputOutputMap.Random(units, 1, seed: seed).Inputs.At(0);
                double[] x = [.. Enumerable.Range(0, units).Select(i => 0.5 + (0.4 * Math.Sin(i * (seed + 1))))], u = new double[units];
                double energy = double.PositiveInfinity;
                for (int n = 0; n < 200; n++)
                {
                    double now = AutoAssociation.Energy(network, NdArray<double>.Copy(x, units), input);
                    Assert.True(now <= energy + Rounding);
                    energy = now;
                    network.Coupling.Multiply(x, u);
                    for (int i = 0; i < units; i++)
                        x[i] += 0.05 * (network.Transfer.Value(network.Gain * (u[i] + (0.5 * input[i]))) - x[i]);
                }
            },
            iter: 20);

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(30, 0.0)]
    [InlineData(30, 1.0)]
    public void The_closed_form_is_the_linearised_speed_of_a_large_linear_network(int stored, double overlap)
    {
        const int units = 1500;
        NdArray<double> patterns = InputOutputMap.Random(units, Math.Max(1, stored), seed: 3).Targets;
        Coupling coupling = stored == 0 ? 0.0 * Couplings.Hopfield(patterns) : Couplings.Hopfield(patterns);
        var network = new Network(coupling) { Gain = 0.5, InputStrength = 0.1, Transfer = TransferFunction.Linear, Noise = 0 };
        NdArray<double> targets = overlap == 1 ? patterns : InputOutputMap.Random(units, 6, seed: 4).Targets;
        SpeedPrediction told = Flr.PredictSpeed(network, new InputOutputMap(targets, targets), LearningRules.Hebbian);
        Assert.Equal(1, told.Speed.ToArray().Average() / HopfieldTheory.Speed(0.5, 0.1, stored, units, overlap), 0.03);
    }

    [Fact]
    public void Beyond_the_instability_there_is_no_closed_form()
        => Assert.Contains("instability", Assert.Throws<ParameterException>(() => HopfieldTheory.Speed(1.2, 1, 10, 100)).Message, StringComparison.Ordinal);
}
