using System.Runtime.Intrinsics;
using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Dynamics;

/// <summary>Chunks that go from step to step together, as they do for large matrices: the same states as alone, on any number of threads.</summary>
public sealed class ConvoyTests
{
    private const double Rounding = 1e-12;

    private static Coupling Dense(int units) => Samples.Dense(units, 1.2);

    private static Coupling Sum(int units)
        => new LowRankCoupling(Samples.Normals(units, 3, 6, 0.3), Samples.Normals(units, 3, 7, 0.3 / units)) + Samples.Dense(units, 0.5);

    [Theory]
    [InlineData(1, Precision.Float64)]
    [InlineData(1, Precision.Float32)]
    [InlineData(5, Precision.Float64)]
    [InlineData(75, Precision.Float64)]
    [InlineData(141, Precision.Float32)]
    public void Going_together_changes_no_state(int trials, Precision precision)
    {
        const int Units = 301;
        foreach (Coupling coupling in (Coupling[])[Dense(Units), Sum(Units)])
        {
            var network = new Network(coupling) { Noise = 0.01, Gain = 0.75 };
            SimulationOptions options = Samples.Options(trials, 12) with { Precision = precision, Lags = 1, LagEvery = 2 };
            ulong[]? first = null;
            foreach (LaneWidth width in Samples.Widths)
            {
                foreach (int threads in (int[])[1, 3])
                {
                    Activity together = Run(network, options with { Threads = threads }, width, 0), alone = Run(network, options, width, long.MaxValue);
                    string which = $"{coupling.Kind}, {width}, {threads} threads";
                    Assert.True(Samples.Bits(WithoutProducts(alone)).AsSpan().SequenceEqual(Samples.Bits(WithoutProducts(together))), which);
                    ulong[] bits = Samples.Bits(together);
                    first ??= bits;
                    Assert.True(first.AsSpan().SequenceEqual(bits), which);

                    // Their sums are added in another order.
                    Assert.InRange(Samples.LargestDifference(alone.Covariance!.Span, together.Covariance!.Span), 0, precision == Precision.Float64 ? Rounding : 1e-5);
                    Assert.InRange(Samples.LargestDifference(alone.Lagged!.Span, together.Lagged!.Span), 0, precision == Precision.Float64 ? Rounding : 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Maps_follow_one_another()
    {
        NdArray<double> inputs = Samples.Normals(3, 60, 8);
        var network = new Network(Dense(60)) { Noise = 0.01, InputStrength = 0.5 };
        var task = new InputOutputMap(inputs, inputs);
        SimulationOptions options = Samples.Options(20, 30) with { Threads = 2 };
        Assert.Equal(
            Samples.Bits(WithoutProducts(Run(network, options, LaneWidths.Best, long.MaxValue, task))),
            Samples.Bits(WithoutProducts(Run(network, options, LaneWidths.Best, 0, task))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_run_that_diverges_does_so_at_the_same_step(int trials)
    {
        var network = new Network(Samples.Dense(150, 3)) { Transfer = TransferFunction.Linear, Noise = 1e-3 };
        foreach (int recorded in (int[])[40, 400])
        {
            SimulationOptions options = Samples.Options(trials, recorded, record: Recorded.Mean | Recorded.Samples) with { Threads = 2 };
            Activity alone = Run(network, options, LaneWidths.Best, long.MaxValue), together = Run(network, options, LaneWidths.Best, 0);
            Assert.Equal(alone.Status, together.Status);
            Assert.Equal(Samples.Bits(alone), Samples.Bits(together));
        }
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var network = new Network(Dense(200)) { Noise = 0.01 };
        SimulationPlan plan = SimulationPlan.Create(network, null, Samples.Options(40, 10_000_000, record: Recorded.Mean) with { Threads = 2 }) with { LargeMatrix = 0 };
        source.CancelAfter(100);
        Assert.Throws<OperationCanceledException>(() => Simulation.Run(plan, LaneWidths.Best, null, source.Token));
    }

    [Fact]
    public void A_network_of_many_units_goes_together_by_itself()
    {
        const int Units = 1500;
        var network = new Network(Dense(Units)) { Noise = 0.01 };
        SimulationOptions options = Samples.Options(9, 3, 1, Recorded.Mean | Recorded.Samples);
        SimulationPlan plan = SimulationPlan.Create(network, null, options);
        using var run = new SimulationRun<LanePortableDouble, double, double, WordsPortable, ulong>(plan, new StopSignal());
        Assert.NotNull(run.Convoy);
        Assert.Equal(Samples.Bits(Run(network, options, LaneWidths.Best, long.MaxValue)), Samples.Bits(Samples.Run(network, options)));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 1, 8)]
    [InlineData(9, 2, 5)]
    [InlineData(17, 3, 6)]
    public void Convoys_are_of_nearly_one_size(int chunks, int count, int most)
    {
        using var convoy = new Convoy<double>(2, chunks, 64, 0, new StopSignal());
        Assert.Equal(count, convoy.Count);
        Assert.Equal(most, convoy.Most);
        int next = 0;
        for (int at = 0; at < convoy.Count; at++)
        {
            (int from, int to) = convoy.Chunks(at);
            Assert.Equal(next, from);
            Assert.InRange(to - from, most - 1, most);
            next = to;
        }

        Assert.Equal(chunks, next);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_step_allocates_nothing(int trials)
    {
        SimulationPlan plan = SimulationPlan.Create(new Network(Sum(60)), null, Samples.Options(trials, 200) with { Threads = 1, Lags = 1 }) with { LargeMatrix = 0 };
        using var run = new SimulationRun<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>(plan, new StopSignal());
        using var worker = new ConvoyWorker<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>(run, 0);
        using MapMoments moments = run.Moments(0);
        worker.RunChunks(0, 0, moments);
        Assert.Equal(0, Allocated.By(() => worker.RunChunks(0, 0, moments)));
    }

    private static Activity Run(Network network, SimulationOptions options, LaneWidth width, long largeMatrix, InputOutputMap? task = null)
        => Simulation.Run(SimulationPlan.Create(network, task, options) with { LargeMatrix = largeMatrix }, width, null, CancellationToken.None);

    private static Activity WithoutProducts(Activity activity)
        => new(activity.Units, activity.State) { Mean = activity.Mean, Samples = activity.Samples, SamplesFloat32 = activity.SamplesFloat32 };
}
