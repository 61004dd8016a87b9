namespace FlrInterop.Tests;

public sealed class OrderOfLearningTests
{
    [Fact]
    public void No_order_of_a_few_maps_is_predicted_to_be_faster()
    {
        (Network network, InputOutputMap task) = Make(4);
        LearningOrder best = Flr.OrderOfLearning(network, task, LearningRules.ErrorDriven, new OrderOptions { Threshold = 0.6 });
        Assert.Equal(RunStatus.Completed, best.Status);
        double least = double.PositiveInfinity, most = 0;
        foreach (int[] order in Orders(4))
        {
            double total = Flr.TimesInOrder(network, task, LearningRules.ErrorDriven, order, 0.6).TotalTime;
            (least, most) = (Math.Min(least, total), Math.Max(most, total));
        }

        Assert.Equal(least, best.TotalTime, 1e-9 * least);
        Assert.True(most > 1.01 * least);
    }

    [Fact]
    public void The_first_map_of_many_is_the_one_that_is_learned_soonest_alone()
    {
        (Network network, InputOutputMap task) = Make(7);
        LearningOrder told = Flr.OrderOfLearning(network, task, LearningRules.ErrorDriven, new OrderOptions { Threshold = 0.6 });
        double[] alone = Flr.PredictLearningTime(network, task, LearningRules.ErrorDriven, new TimeOptions { Threshold = 0.6 }).Time.ToArray();
        Assert.Equal(alone.Min(), told.Time[0], 1e-9);
        Assert.Equal(Array.IndexOf(alone, alone.Min()), told.Order[0]);
        Assert.Equal(Enumerable.Range(0, 7), told.Order.ToArray().Order());
        Assert.Equal(told.Time.ToArray(), Flr.TimesInOrder(network, task, LearningRules.ErrorDriven, told.Order.Span, 0.6).Time.ToArray());
    }

    [Fact]
    public void Simulated_one_after_another_maps_take_the_predicted_times()
    {
        const double rate = 0.002;
        (Network network, InputOutputMap task) = Make(3);
        LearningOrder told = Flr.OrderOfLearning(network, task, LearningRules.Hebbian, new OrderOptions { Threshold = 0.6 });
        Network now = network;
        for (int turn = 0; turn < 3; turn++)
        {
            int map = told.Order[turn];
            var one = new InputOutputMap(NdArray<double>.Copy(task.Inputs.Row(map), 1, 30), NdArray<double>.Copy(task.Targets.Row(map), 1, 30));
            NdArray<double> start = FixedPoint.Find(now, one.Inputs.At(0)).State;
            var options = new LearnOptions { Rate = rate, Duration = 1.2 * told.Time[turn] / rate, Threshold = 0.6, Initial = start };
            LearningRun run = Learner.Run(now, one, LearningRules.Hebbian, options);
            Assert.Equal(told.Time[turn], rate * run.TimeToThreshold[0], (0.03 * told.Time[turn]) + (5 * rate));
            LearningRun until = Learner.Run(now, one, LearningRules.Hebbian, options with { Duration = run.TimeToThreshold[0] });
            now = new Network(Couplings.FromArray(until.Couplings.At(0))) { Gain = network.Gain, Noise = 0, InputStrength = network.InputStrength };
        }
    }

    [Fact]
    public void Random_orders_are_orders_with_their_own_times()
    {
        (Network network, InputOutputMap task) = Make(4);
        var options = new OrderOptions { Threshold = 0.6, RandomOrders = 12, Seed = 3, Threads = 2 };
        LearningOrder told = Flr.OrderOfLearning(network, task, LearningRules.ErrorDriven, options);
        Assert.Equal([12, 4], told.RandomOrders!.Shape.ToArray());
        for (int k = 0; k < 12; k++)
        {
            double total = Flr.TimesInOrder(network, task, LearningRules.ErrorDriven, told.RandomOrders.Row(k), 0.6).TotalTime;
            Assert.Equal(total, told.RandomTimes![k]);
            Assert.True(told.TotalTime <= total);
        }

        Assert.Equal(told.RandomTimes!.ToArray(), Flr.OrderOfLearning(network, task, LearningRules.ErrorDriven, options with { Threads = 1 }).RandomTimes!.ToArray());
        Assert.Null(Flr.OrderOfLearning(network, task, LearningRules.ErrorDriven, new OrderOptions { Threshold = 0.6 }).RandomOrders);
    }

    [Fact]
    public void An_order_must_hold_each_map_once()
    {
        (Network network, InputOutputMap task) = Make(2);
        Assert.Throws<ParameterException>(() => Flr.TimesInOrder(network, task, LearningRules.Hebbian, [0, 0]));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Flr.OrderOfLearning(network, task, LearningRules.Hebbian, cancellation: source.Token));
    }

    private static IEnumerable<int[]> Orders(int maps)
        => maps == 0 ? [[]] : Orders(maps - 1).SelectMany(order => Enumerable.Range(0, maps).Select(at => (int[])[.. order[..at], maps - 1, .. order[at..]]));

    private static (Network Network, InputOutputMap Task) Make(int maps)
        => (new Network(Couplings.Gaussian(30, 0.6, 0.4, seed: 14)) { Gain = 0.8, Noise = 0, InputStrength = 0.6 }, InputOutputMap.Random(30, maps, seed: 15));
}
