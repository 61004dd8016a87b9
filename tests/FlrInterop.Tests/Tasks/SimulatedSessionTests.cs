namespace FlrInterop.Tests;

public sealed class SimulatedSessionTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Tables_reproduce_themselves_and_nothing_is_gained_without_a_rate()
    {
        (CentreOutModel model, LatentDecoder old, LatentDecoder changed) = Made();
        SimulatedSession made = CentreOutSimulator.Session(model, old, changed, new SessionSimulationOptions { BaselineTrials = 4, LearningTrials = 4, Rise = 0, Seed = 2 });
        Assert.All(made.Session.Validate(), check => Assert.True(check.Holds, check.Quantity));
        Assert.Equal(0, made.Rate);
        Assert.All(made.Gained.ToArray(), gained => Assert.Equal(0, gained));
        Assert.Equal(8, made.Session.TargetsDeg.Count);
        Assert.Equal(old.Latents, made.Session.Units);
    }

    [Fact]
    public void A_session_of_units_and_one_of_latents_are_the_same_session()
    {
        (CentreOutModel model, LatentDecoder old, LatentDecoder changed) = Made();
        var options = new SessionSimulationOptions { BaselineTrials = 3, LearningTrials = 5, Seed = 2 };
        SimulatedSession latents = CentreOutSimulator.Session(model, old, changed, options), units = CentreOutSimulator.Session(model, old, changed, options with { Latents = false });
        Assert.Equal(model.Network.Units, units.Session.Units);
        double[] left = latents.Session.Progress("perturbed").ToArray(), right = units.Session.Progress("perturbed").ToArray();
        Assert.Equal(left, right, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(latents.Gained.ToArray(), units.Gained.ToArray());
    }

    [Fact]
    public void Trial_values_are_those_without_learning_and_what_was_gained()
    {
        (CentreOutModel model, LatentDecoder old, LatentDecoder changed) = Made();
        var options = new SessionSimulationOptions { BaselineTrials = 3, LearningTrials = 6, Rise = 0.5, Seed = 2 };
        SimulatedSession made = CentreOutSimulator.Session(model, old, changed, options), still = CentreOutSimulator.Session(model, old, changed, options with { Rise = 0 });
        double[] values = made.Session.TrialMeans(made.Session.Progress("perturbed")).ToArray(), without = still.Session.TrialMeans(still.Session.Progress("perturbed")).ToArray();
        for (int trial = 3 * 8; trial < values.Length; trial++)
        {
            int target = (int)(made.Session.Trials.TargetDeg[trial] / 45), set = (trial / 8) - 3;
            Assert.Equal(without[trial] + made.Gained[set, target], values[trial], Rounding);
        }

        Assert.True(Enumerable.Range(0, 8).Average(a => made.Gained[5, a]) > 0);
    }

    [Fact]
    public void A_decoder_outside_the_manifold_has_no_session_of_latents()
    {
        (CentreOutModel model, LatentDecoder old, _) = Made();
        LatentDecoder outside = old.Perturbed(PerturbationKind.OutsideManifold, [.. Enumerable.Range(0, old.Units).Reverse()]);
        Assert.Throws<ParameterException>(() => CentreOutSimulator.Session(model, old, outside));
    }

    private static (CentreOutModel Model, LatentDecoder Old, LatentDecoder Changed) Made()
    {
        CentreOutModel model = CentreOutModel.Make(units: 24, seed: 3);
        LatentDecoder old = CentreOutDecoders.Intuitive(CentreOutSimulator.Record(model, trials: 20, seed: 4), 5);
        return (model, old, CentreOutDecoders.Perturbed(model, old, candidates: 500, seed: 5));
    }
}
