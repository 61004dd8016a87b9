using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop.Tests;

public sealed class MeasureSpeedTests
{
    private const double SlowLimit = 1e-4;

    [Theory]
    [InlineData("hebbian", "dense", "tanh")]
    [InlineData("error-driven", "low-rank", "tanh")]
    [InlineData("kurikawa-kaneko", "dense", "tanh")]
    [InlineData("hebbian", "sparse", "relu")]
    [InlineData("error-driven", "dense", "logistic")]
    [InlineData("hebbian", "dense", "linear")]
    [InlineData("oja", "dense", "tanh")]
    [InlineData("oja unsupervised", "low-rank", "tanh")]
    [InlineData("oja full decay", "dense", "tanh")]
    [InlineData("covariance", "dense", "logistic")]
    [InlineData("covariance about a mean", "sparse", "tanh")]
    [InlineData("gradient", "dense", "tanh")]
    [InlineData("force", "dense", "tanh")]
    [InlineData("force by readouts", "low-rank", "tanh")]
    public void Without_noise_the_speed_is_the_closed_form(string name, string kind, string transfer)
    {
        Network network = Make(kind, noise: 0, TransferFunctions.Parse(transfer));
        InputOutputMap task = InputOutputMap.Random(network.Units, 3, seed: 2);
        LearningRule rule = RuleCases.Make(name, network, task);
        double rate = name is "force" or "force by readouts" or "oja full decay" ? 1e-8 : 1e-6;
        SpeedMeasurement seen = Learner.MeasureSpeed(network, task, rule, new MeasureOptions { Trials = 1, Rate = rate, Duration = 80 });
        SpeedPrediction told = Flr.PredictSpeed(network, task, rule);
        Assert.Equal(RunStatus.Completed, seen.Status);
        for (int map = 0; map < 3; map++)
            Assert.Equal(1, seen.Speed[map] / told.Speed[map], SlowLimit);
    }

    public static TheoryData<string> AllRules => RuleCases.Data(RuleCases.All);

    [Theory]
    [MemberData(nameof(AllRules))]
    public void Displacements_equal_those_of_a_plain_loop(string name)
    {
        const int units = 13;
        var network = new Network(Couplings.Gaussian(units, 0.8, seed: 4)) { Gain = 0.7, Noise = 0.002, InputStrength = 0.5 };
        InputOutputMap task = InputOutputMap.Random(units, 2, seed: 5);
        var options = new MeasureOptions { Trials = 3, Rate = 0.1, Duration = 4, Step = 0.1, Seed = 6 };
        LearningRule rule = RuleCases.Make(name, network, task);
        SpeedMeasurement seen = Learner.MeasureSpeed(network, task, rule, options);
        for (int map = 0; map < 2; map++)
            Assert.Equal(PlainPairedLoop.Speed(network, task, map, rule, options), seen.Speed[map], 1e-9);
    }

    [Fact]
    public void Threads_and_widths_change_no_bit()
    {
        Network network = Make("dense", noise: 1e-3, TransferFunction.Tanh);
        InputOutputMap task = InputOutputMap.Random(network.Units, 2, seed: 2);
        double[][] all =
        [
            .. from width in new[] { LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Portable }.Where(LaneWidths.Has)
               from threads in new[] { 1, 2 }
               let options = new MeasureOptions { Trials = 11, Duration = 3, Threads = threads, Seed = 3 }
               select new SpeedMeter(network, task, LearningRules.KurikawaKaneko, options, null, default) { Width = width }.Measure().Speed.ToArray(),
        ];
        Assert.All(all, speeds => Assert.Equal(all[0], speeds));
    }

    [Fact]
    public void A_trial_has_the_same_bits_whatever_runs_beside_it()
    {
        Network network = Make("dense", noise: 1e-3, TransferFunction.Tanh);
        InputOutputMap task = InputOutputMap.Random(network.Units, 1, seed: 2);
        var options = new MeasureOptions { Trials = 16, Duration = 3, Seed = 3, Rate = 0.01 };
        PairedPlan plan = PairedPlan.For(network, task, 0, LearningRules.Hebbian, options, default);
        using PairedRun run = PairedRun.Create(network, network.Coupling.Dense(), LaneWidths.Best);
        double[] second = new double[8], again = new double[8];
        run.Run(plan, task, 0, LearningRules.Hebbian, options, 1, second, () => { });
        run.Run(plan, task, 0, LearningRules.Hebbian, options, 0, again, () => { });
        run.Run(plan, task, 0, LearningRules.Hebbian, options, 1, again, () => { });
        Assert.Equal(second, again);
    }

    [Fact]
    public void Masked_weights_do_not_learn_and_signed_weights_keep_their_sign()
    {
        const int units = 12;
        NdArray<double> weights = NdArray<double>.Create(out Span<double> values, units, units);
        NdArray<byte> mask = NdArray<byte>.Create(out Span<byte> exists, units, units);
        NdArray<double> dale = NdArray<double>.Create(out Span<double> signs, units);
        for (int i = 0; i < units; i++)
        {
            signs[i] = i % 3 == 0 ? -1 : 1;
            for (int j = 0; j < units; j++)
            {
                exists[(i * units) + j] = (byte)((i + j) % 2);
                values[(i * units) + j] = (i + j) % 2 * (j % 3 == 0 ? -1e-6 : 1e-6);
            }
        }

        var network = new Network(Couplings.FromArray(weights)) { Mask = mask, Dale = dale, Noise = 1e-3 };
        InputOutputMap task = InputOutputMap.Random(units, 1, seed: 1);
        var options = new MeasureOptions { Trials = 2, Duration = 6, Rate = 1, Seed = 2 };
        foreach (LearningRule rule in LearningRules.All)
        {
            using PairedRun run = PairedRun.Create(network, network.Coupling.Dense(), LaneWidths.Best);
            PairedPlan plan = PairedPlan.For(network, task, 0, rule, options, default);
            Assert.Equal(RunStatus.Completed, run.Run(plan, task, 0, rule, options, 0, new double[8], () => { }));
            double[] learned = run.FinalWeights(trial: 1);
            Assert.Contains(Enumerable.Range(0, learned.Length), at => Math.Abs(learned[at]) > 1e-4);
            for (int at = 0; at < learned.Length; at++)
            {
                Assert.True(exists[at] != 0 || learned[at] == 0);
                Assert.True(learned[at] * dale[at % units] >= 0);
            }
        }
    }

    [Fact]
    public void A_run_that_diverges_says_at_which_step()
    {
        var network = new Network(Couplings.FromArray(NdArray<double>.Copy([3], 1, 1))) { Transfer = TransferFunction.Linear, Noise = 0.1 };
        SpeedMeasurement seen = Learner.MeasureSpeed(network, InputOutputMap.Random(1, 1, seed: 1), LearningRules.Hebbian, new MeasureOptions { Trials = 2 });
        Assert.StartsWith("map 0: diverged at step", seen.Status, StringComparison.Ordinal);
        Assert.True(double.IsNaN(seen.Speed[0]));
    }

    [Fact]
    public void Cancelling_ends_the_run()
    {
        Network network = Make("dense", noise: 1e-3, TransferFunction.Tanh);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Learner.MeasureSpeed(
            network, InputOutputMap.Random(network.Units, 2, seed: 2), LearningRules.Hebbian, cancellation: source.Token));
    }

    private static Network Make(string kind, double noise, TransferFunction transfer)
    {
        const int units = 30;
        Coupling coupling = kind switch
        {
            "low-rank" => Couplings.PreEmbedded(units, 2, seed: 1),
            "sparse" => Couplings.Sparse(units, 5, 0.6, seed: 1),
            _ => Couplings.Gaussian(units, 0.7, 0.5, seed: 1),
        };
        return new Network(coupling) { Gain = 0.6, Noise = noise, InputStrength = 0.4, Transfer = transfer };
    }
}
