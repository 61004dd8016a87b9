using System.Diagnostics;
using System.Runtime.Intrinsics;
using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Dynamics;

/// <summary>How a run begins and ends: options refused, divergence, cancellation, progress, memory.</summary>
public sealed unsafe class SimulatorRunTests
{
    [Fact]
    public void A_run_that_diverges_says_when_and_keeps_what_is_valid()
    {
        const int Units = 9;
        double[] weights = new double[Units * Units];
        for (int i = 0; i < Units; i++)
            weights[(i * Units) + i] = 3;
        var network = new Network(new DenseCoupling(NdArray<double>.Copy(weights, Units, Units))) { Transfer = TransferFunction.Linear, Noise = 1e-3 };
        SimulationOptions options = Samples.Options(11, 400) with { Lags = 2 };
        Activity run = Samples.Run(network, options);
        Assert.StartsWith("diverged at step ", run.Status);
        int step = int.Parse(run.Status["diverged at step ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        int times = run.Samples!.Shape[1];
        Assert.Equal(step - 1 - 3, times);
        Assert.Equal(11L * times, run.Count);
        Assert.All(run.Samples.ToArray(), x => Assert.InRange(x, -1e6, 1e6));
        Assert.All(run.Covariance!.ToArray(), x => Assert.True(double.IsFinite(x)));
        Activity again = Samples.Run(network, options with { Threads = 1 }, LaneWidth.Portable);
        Assert.Equal(run.Status, again.Status);
        Assert.Equal(Samples.Bits(run), Samples.Bits(again));
        double[] reached = run.Samples.ToArray();

        // The next step would have gone beyond: x grows by 1 + 2 dt a step.
        Assert.True(reached.Max(Math.Abs) * (1 + (2 * 0.125)) > 0.99e6);
    }

    [Fact]
    public void A_run_that_diverges_before_its_first_record_has_no_moments()
    {
        var network = new Network(new DiagonalCoupling(NdArray<double>.Copy([3, 3], 2))) { Transfer = TransferFunction.Relu, Noise = 0.1 };
        Activity run = Samples.Run(network, Samples.Options(3, 10, 1000));
        Assert.StartsWith("diverged at step ", run.Status);
        Assert.Null(run.Mean);
        Assert.Null(run.Covariance);
        Assert.Equal(0, run.Count);
        Assert.Equal(0, run.Samples!.Shape[1]);
    }

    [Fact]
    public void A_bounded_network_completes_and_carries_its_parameters()
    {
        var network = new Network(Samples.Dense(10, 1)) { Gain = 0.5, Noise = 0.01, InputStrength = 2, Transfer = TransferFunction.Logistic };
        Activity run = Simulator.Run(network, Samples.Options(2, 5), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal((0.5, 0.01, 2.0, 0.125, 2), (run.Gain, run.Noise, run.InputStrength, run.Step, run.Trials));
        Assert.Equal(TransferFunction.Logistic, run.Transfer);
    }

    [Fact]
    public void The_initial_state_is_taken_for_all_or_for_each_trial()
    {
        var network = new Network(new DiagonalCoupling(NdArray<double>.Copy([0, 0, 0], 3))) { Noise = 0 };
        SimulationOptions options = Samples.Options(2, 1, 0, Recorded.Samples);
        Activity each = Samples.Run(network, options with { Initial = NdArray<double>.Copy([1, 2, 3, 4, 5, 6], 2, 3) });
        Assert.Equal([0.875, 1.75, 2.625, 3.5, 4.375, 5.25], each.Samples!.ToArray());
        Activity all = Samples.Run(network, options with { Initial = NdArray<double>.Copy([1, 2, 3], 3) });
        Assert.Equal([0.875, 1.75, 2.625, 0.875, 1.75, 2.625], all.Samples!.ToArray());
    }

    [Fact]
    public void What_is_not_possible_is_refused_with_a_hint()
    {
        var network = new Network(Samples.Dense(4, 1));
        SimulationOptions options = Samples.Options(2, 5);
        Assert.Throws<ParameterException>(() => Samples.Run(network, options with { Record = Recorded.None }));
        Assert.Throws<ShapeException>(() => Samples.Run(network, options with { Initial = NdArray<double>.Copy([1, 2, 3], 3) }));
        Assert.Throws<ShapeException>(() => Samples.Run(network, options with { Initial = NdArray<double>.Copy(new double[12], 3, 4) }));
        Assert.Throws<ParameterException>(() => Samples.Run(network, options with { Initial = NdArray<double>.Copy([1, 2, 3, double.NaN], 4) }));
        Assert.Throws<ParameterException>(() => Samples.Run(network, options with { Lags = 5 }));
        Assert.Throws<ParameterException>(() => Samples.Run(network, options with { Trials = 1, Duration = 0.125 }));
        Assert.Throws<ParameterException>(() => Samples.Run(network, options with { Duration = 1e12 }));
        Assert.Throws<ShapeException>(() => Samples.Run(network, options, null, new InputOutputMap(Samples.Normals(2, 5, 1), Samples.Normals(2, 5, 1))));
        ShapeException large = Assert.Throws<ShapeException>(() => Samples.Run(new Network(new DiagonalCoupling(NdArray<double>.Copy(new double[100_000], 100_000))), options));
        Assert.Contains("Hint", large.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_a_long_run()
    {
        var network = new Network(Samples.Dense(300, 1));
        using var source = new CancellationTokenSource();
        var progress = new Seen(fraction =>
        {
            if (fraction > 0)
                source.Cancel();
        });
        OperationCanceledException ended = Assert.Throws<OperationCanceledException>(
            () => Simulator.Run(network, Samples.Options(64, 100_000_000, record: Recorded.Mean), progress, source.Token));
        Assert.Equal(source.Token, ended.CancellationToken);
        Assert.Throws<OperationCanceledException>(() => Simulator.Run(network, Samples.Options(1, 3), null, source.Token));
    }

    [Fact]
    public void Progress_rises_to_one_on_the_callers_thread_and_its_exceptions_end_the_run()
    {
        var network = new Network(Samples.Dense(200, 1));
        int caller = Environment.CurrentManagedThreadId;
        var told = new List<double>();
        Simulator.Run(network, Samples.Options(64, 500, record: Recorded.Mean), new Seen(fraction =>
        {
            Assert.Equal(caller, Environment.CurrentManagedThreadId);
            told.Add(fraction);
        }), TestContext.Current.CancellationToken);
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        Assert.Throws<InvalidOperationException>(() => Simulator.Run(
            network, Samples.Options(64, 100_000_000, record: Recorded.Mean), new Seen(_ => throw new InvalidOperationException()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        Assert.Equal(AllocatedByRun(20), AllocatedByRun(400));
    }

    [Fact]
    public void A_pre_embedded_network_of_100_000_units_runs_in_well_under_a_gigabyte()
    {
        const int Units = 100_000, Rank = 5;
        var coupling = new LowRankCoupling(Samples.Normals(Units, Rank, 1, 1.0 / Units), Samples.Normals(Units, Rank, 2));
        Activity run = Samples.Run(new Network(coupling), Samples.Options(16, 3, 1, Recorded.Mean));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.True(Process.GetCurrentProcess().WorkingSet64 < 1L << 30);
        Assert.InRange(run.Mean!.Span.ToArray().Max(Math.Abs), 1e-6, 1);
    }

    private static long AllocatedByRun(int recorded)
    {
        if (!LaneWidths.Has(LaneWidth.Bits512))
            return AllocatedByRun<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>(recorded);
        return AllocatedByRun<Lane512Double, double, Vector512<double>, Words512, Vector512<ulong>>(recorded);
    }

    private static long AllocatedByRun<TLane, T, V, TWords, W>(int recorded)
        where TLane : struct, ILane<T, V>
        where T : unmanaged
        where V : unmanaged
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        long most = 0;
        foreach (int trials in (int[])[1, 16])
        {
            SimulationPlan plan = SimulationPlan.Create(new Network(Samples.Dense(40, 1)), null, Samples.Options(trials, recorded) with { Lags = 1 });
            using var run = new SimulationRun<TLane, T, V, TWords, W>(plan, new StopSignal());
            using var worker = new TrialWorker<TLane, T, V, TWords, W>(run, 0);
            using MapMoments moments = run.Moments(0);
            moments.Products(0);
            worker.RunChunk(0, 0, 0, moments, true);
            most = Math.Max(most, Allocated.By(() => worker.RunChunk(0, 0, 0, moments, true)));
        }

        Assert.Equal(0, most);
        return most;
    }

    private sealed class Seen(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
