using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop.Tests;

public sealed class LearnerRunTests
{
    private const double PlainLoop = 1e-9;

    public static TheoryData<string> Deterministic => RuleCases.Data(RuleCases.Deterministic);

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void Without_noise_learning_equals_a_plain_loop_step_for_step(string name)
    {
        foreach (TransferFunction transfer in new[] { TransferFunction.Tanh, TransferFunction.Linear })
        {
            (Network network, InputOutputMap task) = Make(13, 10, transfer);
            LearningRule rule = RuleCases.Make(name, network, task);
            LearnOptions options = Options(name) with { Initial = Couplings.Gaussian(13, 0.5, seed: 8).Weights.At(0) };
            LearningRun run = Learner.Run(network, task, rule, options);
            (double[,] overlap, double[,] error, MathNet.Numerics.LinearAlgebra.Matrix<double>[] couplings) = PlainLearning.Apart(network, task, rule, options);
            Assert.Equal(options.Steps + 1, run.Times.Length);
            for (int map = 0; map < task.Maps; map++)
            {
                for (int step = 0; step <= options.Steps; step++)
                {
                    Assert.Equal(overlap[map, step], run.Overlap[map, step], PlainLoop);
                    Assert.Equal(error[map, step], run.Error[map, step], PlainLoop);
                }

                Assert.True((couplings[map] - run.Couplings.At(map).ToMatrix()).Enumerate().Max(Math.Abs) < PlainLoop);
            }

            Assert.Contains(Enumerable.Range(0, task.Maps), map => Math.Abs(overlap[map, options.Steps] - Unlearned(network, task, options, map)) > 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void Maps_in_one_coupling_equal_a_plain_loop_in_turn(string name)
    {
        (Network network, InputOutputMap task) = Make(9, 3, TransferFunction.Tanh);
        LearningRule rule = RuleCases.Make(name, network, task);
        LearnOptions options = Options(name) with { Together = true };
        LearningRun run = Learner.Run(network, task, rule, options);
        (double[,] overlap, MathNet.Numerics.LinearAlgebra.Matrix<double> coupling) = PlainLearning.Together(network, task, rule, options);
        if (rule is not ForceRule)
        {
            // FORCE shares P between maps and is looked at on its own.
            for (int map = 0; map < task.Maps; map++)
            {
                for (int step = 0; step <= options.Steps; step++)
                    Assert.Equal(overlap[map, step], run.Overlap[map, step], PlainLoop);
            }

            Assert.True((coupling - run.Couplings.ToMatrix()).Enumerate().Max(Math.Abs) < PlainLoop);
        }

        Assert.Equal(2, run.Couplings.Rank);
    }

    [Theory]
    [InlineData("hebbian")]
    [InlineData("force")]
    [InlineData("gradient")]
    [InlineData("node-perturbation")]
    public void One_map_is_learned_alike_apart_and_together(string name)
    {
        (Network network, InputOutputMap task) = Make(11, 1, TransferFunction.Tanh, noise: 1e-3);
        LearnOptions options = Options(name) with { Seed = 3 };
        LearningRun apart = Learner.Run(network, task, LearningRules.Parse(name), options);
        LearningRun together = Learner.Run(network, task, LearningRules.Parse(name), options with { Together = true });
        for (int at = 0; at < apart.Overlap.Length; at++)
            Assert.Equal(apart.Overlap.Span[at], together.Overlap.Span[at], PlainLoop);
    }

    [Fact]
    public void Force_learns_all_maps_in_one_coupling()
    {
        (Network network, InputOutputMap task) = Make(40, 4, TransferFunction.Tanh);
        LearningRun run = Learner.Run(network, task, LearningRules.Force, new LearnOptions { Rate = 1, Duration = 400, Threshold = 0.75, Together = true });
        Assert.Equal(RunStatus.Completed, run.Status);
        for (int map = 0; map < 4; map++)
            Assert.InRange(run.Overlap[map, run.Times.Length - 1], 0.75, 0.82);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_and_widths_change_no_bit(bool together)
    {
        (Network network, InputOutputMap task) = Make(13, 11, TransferFunction.Tanh, noise: 1e-3);
        foreach (LearningRule rule in LearningRules.All.Append(new ForceRule { Feedback = RuleCases.Feedback(13, 2) }))
        {
            double[][] all =
            [
                .. from width in new[] { LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Portable }.Where(LaneWidths.Has)
                   from threads in new[] { 1, 2 }
                   let options = new LearnOptions { Rate = 0.3, Duration = 3, Threads = threads, Seed = 3, Together = together }
                   select new LearningJob(network, task, rule, options, null, default) { Width = width }.Run().Overlap.ToArray(),
            ];
            Assert.All(all, overlaps => Assert.Equal(all[0], overlaps));
        }
    }

    [Fact]
    public void A_map_has_the_same_bits_whatever_is_learned_beside_it()
    {
        (Network network, InputOutputMap task) = Make(12, 9, TransferFunction.Tanh, noise: 1e-3);
        var one = new InputOutputMap(NdArray<double>.Copy(task.Inputs.Row(0), 1, 12), NdArray<double>.Copy(task.Targets.Row(0), 1, 12));
        var options = new LearnOptions { Rate = 0.3, Duration = 4, Seed = 5 };
        foreach (LearningRule rule in LearningRules.All)
            Assert.Equal(Learner.Run(network, one, rule, options).Overlap.ToArray(), Learner.Run(network, task, rule, options).Overlap.Row(0).ToArray());
    }

    [Fact]
    public void The_time_to_the_threshold_lies_between_the_steps_around_it()
    {
        (Network network, InputOutputMap task) = Make(30, 4, TransferFunction.Tanh);
        LearningRun run = Learner.Run(network, task, LearningRules.ErrorDriven, new LearnOptions { Rate = 2, Duration = 60, Every = 1, Threshold = 0.6 });
        for (int map = 0; map < 4; map++)
        {
            Assert.Equal(RunStatus.Completed, run.MapStatus[map]);
            int after = (int)Math.Ceiling(run.TimeToThreshold[map] / 0.1);
            Assert.True(run.Overlap[map, after - 1] < 0.6 && run.Overlap[map, after] >= 0.6);
        }

        LearningRun never = Learner.Run(network, task, LearningRules.ErrorDriven, new LearnOptions { Rate = 2, Duration = 60, Threshold = 1.1 });
        Assert.Equal("map 0: threshold not reached", never.Status);
        Assert.True(double.IsNaN(never.TimeToThreshold[0]));
    }

    [Fact]
    public void A_map_that_diverges_says_when_and_the_others_go_on()
    {
        (Network network, InputOutputMap task) = Make(6, 2, TransferFunction.Linear);
        double[] inputs = task.Inputs.ToArray(), targets = task.Targets.ToArray();
        targets.AsSpan(6).Clear();
        var half = new InputOutputMap(NdArray<double>.Copy(inputs, 2, 6), NdArray<double>.Copy(targets, 2, 6));
        LearningRun run = Learner.Run(network, half, LearningRules.Hebbian, new LearnOptions { Rate = 5, Duration = 30, Every = 1 });
        Assert.StartsWith("diverged at step", run.MapStatus[0], StringComparison.Ordinal);
        Assert.Equal(RunStatus.ThresholdNotReached, run.MapStatus[1]);
        Assert.Equal(301, run.Times.Length);
        int last = int.Parse(run.MapStatus[0].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture) - 1;
        Assert.True(double.IsFinite(run.Overlap[0, last]) && double.IsNaN(run.Overlap[0, last + 1]));
        Assert.All(run.Couplings.ToArray(), weight => Assert.True(double.IsFinite(weight)));

        LearningRun alone = Learner.Run(network, new InputOutputMap(NdArray<double>.Copy(inputs.AsSpan(0, 6), 1, 6), NdArray<double>.Copy(targets.AsSpan(0, 6), 1, 6)), LearningRules.Hebbian, new LearnOptions { Rate = 5, Duration = 30, Every = 1 });
        Assert.Equal(last + 1, alone.Times.Length);
        Assert.All(alone.Overlap.ToArray(), overlap => Assert.True(double.IsFinite(overlap)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancelled_run_keeps_what_it_has(bool together)
    {
        (Network network, InputOutputMap task) = Make(20, 3, TransferFunction.Tanh);
        var options = new LearnOptions { Rate = 0.01, Duration = 1e6, Every = 10, KeepPartial = true, Together = together };
        using var source = new CancellationTokenSource();
        var progress = new CancelAfter(source, 20.0 / options.Steps);
        LearningRun run = Learner.Run(network, task, LearningRules.Hebbian, options, progress, source.Token);
        Assert.All(run.MapStatus, status => Assert.Equal(RunStatus.Cancelled, status));
        Assert.InRange(run.Times.Length, 1, options.Steps / 10);
        Assert.All(run.Overlap.ToArray(), overlap => Assert.True(double.IsFinite(overlap)));
        Assert.NotEqual(network.Coupling.Dense().ToArray(), run.Couplings.ToArray());
        Assert.Throws<OperationCanceledException>(() => Learner.Run(network, task, LearningRules.Hebbian, options with { KeepPartial = false }, cancellation: source.Token));
    }

    private static LearnOptions Options(string name)
        => new() { Rate = name.StartsWith("force", StringComparison.Ordinal) ? 0.05 : 0.5, Duration = 6, Step = 0.1, Every = 1 };

    private static double Unlearned(Network network, InputOutputMap task, LearnOptions options, int map)
    {
        LearningRun run = Learner.Run(network, task, LearningRules.Hebbian, options with { Rate = 1e-12 });
        return run.Overlap[map, options.Steps];
    }

    private static (Network Network, InputOutputMap Task) Make(int units, int maps, TransferFunction transfer, double noise = 0)
        => (new Network(Couplings.Gaussian(units, 0.6, 0.2, seed: 4)) { Gain = 0.7, Noise = noise, InputStrength = 0.5, Transfer = transfer },
            InputOutputMap.Random(units, maps, seed: 5));

    /// <summary>Cancels once a part is done; the first step from 0 moves no weight yet.</summary>
    private sealed class CancelAfter(CancellationTokenSource source, double part) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= part)
                source.Cancel();
        }
    }
}
