using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Dynamics;

/// <summary>One trajectory, or fewer trials than a chunk, split over units: the same bits as on one thread.</summary>
public sealed class SharedChunkTests
{
    private static LowRankCoupling LowRank(int units) => new LowRankCoupling(Samples.Normals(units, 3, 6, 0.3), Samples.Normals(units, 3, 7, 0.3 / units));

    [Theory]
    [InlineData(100, 1, Precision.Float64)]
    [InlineData(100, 1, Precision.Float32)]
    [InlineData(203, 1, Precision.Float64)]
    [InlineData(203, 5, Precision.Float64)]
    [InlineData(203, 5, Precision.Float32)]
    public void The_split_changes_no_bit(int units, int trials, Precision precision)
    {
        foreach (Coupling coupling in (Coupling[])[Samples.Dense(units, 1.2), LowRank(units) + Samples.Dense(units, 0.5)])
        {
            var network = new Network(coupling) { Noise = 0.01, Gain = 0.75 };
            SimulationOptions options = Samples.Options(trials, 300) with { Precision = precision, Lags = 1, LagEvery = 2 };
            ulong[]? first = null;
            foreach (LaneWidth width in Samples.Widths)
            {
                foreach (int threads in (int[])[1, 2, 3])
                {
                    ulong[] bits = Samples.Bits(Samples.Run(network, options with { Threads = threads }, width));
                    first ??= bits;
                    Assert.True(first.AsSpan().SequenceEqual(bits), $"{coupling.Kind}, {width}, {threads} threads");
                }
            }
        }
    }

    [Fact]
    public void Threads_without_cores_of_their_own_give_up_and_change_no_bit()
    {
        int threads = 4 * Environment.ProcessorCount, units = 48 * threads;
        var network = new Network(Samples.Dense(units, 1.2)) { Noise = 0.01 };
        SimulationOptions options = Samples.Options(1, 400, record: Recorded.Mean | Recorded.Samples);
        ulong[] one = Samples.Bits(Samples.Run(network, options with { Threads = 1 }));
        Assert.Equal(one, Samples.Bits(Samples.Run(network, options with { Threads = threads })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_run_that_diverges_does_so_at_the_same_step(int trials)
    {
        foreach (int recorded in (int[])[40, 400])
        {
            var network = new Network(Samples.Dense(150, 3)) { Transfer = TransferFunction.Linear, Noise = 1e-3 };
            SimulationOptions options = Samples.Options(trials, recorded);
            Activity one = Samples.Run(network, options with { Threads = 1 }), two = Samples.Run(network, options with { Threads = 2 });
            Assert.Equal(one.Status, two.Status);
            Assert.Equal(Samples.Bits(one), Samples.Bits(two));
        }
    }

    [Fact]
    public void Diverging_at_the_last_steps_leaves_nobody_waiting()
    {
        var network = new Network(Samples.Dense(150, 3)) { Transfer = TransferFunction.Linear, Noise = 1e-3 };
        string status = Samples.Run(network, Samples.Options(1, 400, 0, Recorded.Mean) with { Threads = 1 }).Status;
        int step = int.Parse(status["diverged at step ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        for (int steps = step - 1; steps <= step + 2; steps++)
        {
            Activity run = Samples.Run(network, Samples.Options(1, steps, 0, Recorded.Mean) with { Threads = 2 });
            Assert.Equal(steps < step ? RunStatus.Completed : status, run.Status);
        }
    }

    [Theory]
    [InlineData(100, 2, 2)]
    [InlineData(100, 8, 2)]
    [InlineData(95, 2, 1)]
    [InlineData(5000, 3, 3)]
    public void Parts_are_worth_a_meeting_and_begin_at_whole_groups(int units, int threads, int parts)
    {
        Assert.Equal(parts, StepTeam.Size(units, threads));
        var team = new StepTeam(parts, units, new StopSignal());
        int next = 0;
        for (int part = 0; part < parts; part++)
        {
            (int from, int to) = team.Rows(part);
            Assert.Equal(next, from);
            Assert.Equal(0, from % 16);
            Assert.True(to > from);
            next = to;
        }

        Assert.Equal(units, next);
    }
}
