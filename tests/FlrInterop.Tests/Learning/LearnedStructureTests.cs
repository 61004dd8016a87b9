using FlrInterop.Learning;
using FlrInterop.Numerics;
using FlrInterop.Tests.Dynamics;

namespace FlrInterop.Tests;

/// <summary>What is learned stays J₀ and two vectors a map where the rule allows it, and equals the run on matrices to rounding.</summary>
public sealed class LearnedStructureTests
{
    // Of overlaps and weights of order 1, after some tens of steps in another order of sums.
    private const double Rounding = 1e-12;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string rule in (string[])["hebbian", "covariance", "oja"])
            {
                foreach (string kind in (string[])["dense", "low-rank", "sparse", "diagonal", "sum"])
                    cases.Add(rule, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Structure_kept_equals_the_run_on_matrices(string name, string kind)
    {
        foreach ((int units, int maps) in ((int, int)[])[(13, 3), (75, 10)])
        {
            (Network network, InputOutputMap task) = Make(Kind(kind, units), maps);
            LearningRule rule = Rule(name, units);
            LearningRun kept = Learner.Run(network, task, rule, Options), dense = Learner.Run(network, task, rule, Options with { KeepStructure = false });
            Assert.NotNull(kept.Structure);
            Assert.Null(dense.Structure);
            Assert.InRange(Samples.LargestDifference(dense.Overlap.Span, kept.Overlap.Span), 0, Rounding);
            Assert.InRange(Samples.LargestDifference(dense.Error.Span, kept.Error.Span), 0, Rounding);
            Assert.InRange(Samples.LargestDifference(dense.Couplings.Span, kept.Couplings.Span), 0, Rounding);
            Assert.NotEqual(kind == "dense" ? "low-rank" : "dense", kept.CouplingOf(maps - 1).Kind);
            Assert.Equal(kept.Couplings.At(maps - 1).ToArray(), kept.CouplingOf(maps - 1).Dense().ToArray());
            Assert.Equal(dense.Couplings.At(1).ToArray(), dense.CouplingOf(1).Dense().ToArray());
            Assert.Equal(network.Coupling.Bytes + (8L * maps * (1 + (2 * units))), kept.Structure.Bytes);
            Assert.Equal(name == "oja", kept.Structure.Kept[0] < 1);
        }
    }

    [Theory]
    [InlineData("hebbian")]
    [InlineData("covariance")]
    [InlineData("oja")]
    public void Threads_and_widths_change_no_bit_of_it(string name)
    {
        (Network network, InputOutputMap task) = Make(Kind("sum", 53), 19);
        double[][] all =
        [
            .. from width in Samples.Widths
               from threads in new[] { 1, 2 }
               let job = new LearningJob(network, task, Rule(name, 53), Options with { Threads = threads }, null, default) { Width = width }
               let run = job.Run()
               select (double[])[.. run.Overlap.ToArray(), .. run.Structure!.Right.ToArray(), .. run.Structure.Kept.ToArray()],
        ];
        Assert.All(all, numbers => Assert.Equal(all[0], numbers));
    }

    [Fact]
    public void What_cannot_keep_it_becomes_matrices_and_says_so()
    {
        (Network network, InputOutputMap task) = Make(Kind("low-rank", 12), 2);
        Assert.Equal("J₀ and two vectors a map: 384 bytes learned, 7.5 kB at work", Learner.Run(network, task, LearningRules.Hebbian, Options with { Threads = 1 }).Form);
        Assert.Equal("matrices of N² numbers: 2.3 kB learned, 10.4 kB at work", Learner.Run(network, task, LearningRules.KurikawaKaneko, Options with { Threads = 1 }).Form);
        Assert.Null(Learner.Run(network, task, LearningRules.KurikawaKaneko, Options).Structure);
        Assert.Null(Learner.Run(network, task, new OjaRule { Unsupervised = true }, Options).Structure);
        var uneven = new InputOutputMap(task.Inputs, Samples.Normals(2, 12, 4));
        Assert.Null(Learner.Run(network, uneven, LearningRules.Oja, Options).Structure);
        byte[] all = new byte[144];
        Array.Fill<byte>(all, 1);
        var masked = new Network(network.Coupling) { Mask = NdArray<byte>.Copy(all, 12, 12) };
        Assert.Null(Learner.Run(masked, task, LearningRules.Hebbian, Options).Structure);
    }

    [Fact]
    public void Too_many_matrices_are_refused_before_they_are_made()
    {
        const int Units = 60_000;
        (Network network, InputOutputMap task) = Make(new LowRankCoupling(Samples.Normals(Units, 2, 1, 0.1), Samples.Normals(Units, 2, 2, 0.1)), 2);
        var options = new LearnOptions { Rate = 0.1, Duration = 0.3, MemoryLimit = 1L << 30, Threads = 1 };
        ParameterException told = Assert.Throws<ParameterException>(() => Learner.Run(network, task, LearningRules.KurikawaKaneko, options));
        Assert.Contains("57.6 GB for what is learned and 259.2 GB at work", told.Message, StringComparison.Ordinal);
        Assert.Contains("at most 1.1 GB", told.Message, StringComparison.Ordinal);
        LearningRun kept = Learner.Run(network, task, LearningRules.Hebbian, options);
        Assert.Equal(2L * Units, kept.Structure!.Right.Length);
        Assert.Throws<ParameterException>(() => new LearnOptions { Rate = 1, Duration = 1, MemoryLimit = 0 });
        Assert.Throws<ParameterException>(() => kept.CouplingOf(2));
    }

    [Fact]
    public void A_map_that_diverges_keeps_what_it_had_and_the_others_go_on()
    {
        (Network network, InputOutputMap task) = Make(Kind("dense", 6), 2);
        network = new Network(network.Coupling) { Transfer = TransferFunction.Linear, Noise = 0 };
        double[] targets = task.Targets.ToArray();
        targets.AsSpan(6).Clear();
        var half = new InputOutputMap(task.Inputs, NdArray<double>.Copy(targets, 2, 6));
        LearnOptions options = new() { Rate = 5, Duration = 30, Every = 1 };
        LearningRun kept = Learner.Run(network, half, LearningRules.Hebbian, options), dense = Learner.Run(network, half, LearningRules.Hebbian, options with { KeepStructure = false });
        Assert.StartsWith("diverged at step", kept.MapStatus[0], StringComparison.Ordinal);
        Assert.Equal(dense.MapStatus, kept.MapStatus);
        Assert.All(kept.Couplings.ToArray(), weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void No_step_of_a_chunk_allocates()
    {
        foreach (LearningRule given in LearningRules.All.Where(rule => rule.Name != "gradient"))
        {
            (Network network, InputOutputMap task) = Make(Kind("dense", 21), 8);
            LearningRule rule = given.For(network, task);
            using SharedStart start = SharedStart.Pack(network, LaneWidths.Best, new StopSignal());
            List<ILearningChunk> chunks = [new MatrixChunk(network, network.Coupling.Dense(), LaneWidths.Best)];
            if (rule.KeepsRank(task.Targets.Row(0)))
                chunks.Add(start.Chunk());
            foreach (ILearningChunk chunk in chunks)
            {
                Assert.Equal(0, AllocatedBySteps(chunk, network, task, rule, 20));
                Assert.Equal(0, AllocatedBySteps(chunk, network, task, rule, 40));
                chunk.Dispose();
            }
        }
    }

    private static long AllocatedBySteps(ILearningChunk chunk, Network network, InputOutputMap task, LearningRule rule, int steps)
    {
        for (int lane = 0; lane < ChunkLayout.Lanes; lane++)
            chunk.SetMap(lane, task.Inputs.Row(lane), task.Targets.Row(lane));
        StepConstants constants = StepConstants.Of(network, 0.1);
        object? memory = chunk.Begin(rule, 0.1, 0.1);
        chunk.LearnStep(rule, memory, 0.1, constants);
        chunk.LearnStep(rule, memory, 0.1, constants);
        return Allocated.By(() =>
        {
            for (int step = 0; step < steps; step++)
                chunk.LearnStep(rule, memory, 0.1, constants);
        });
    }

    private static LearnOptions Options => new() { Rate = 0.4, Duration = 4, Every = 1, Seed = 6 };

    private static LearningRule Rule(string name, int units) => name == "covariance"
        ? new CovarianceRule { Threshold = NdArray<double>.Copy(Samples.Normals(1, units, 9, 0.1).Span, units) }
        : LearningRules.Parse(name);

    private static (Network Network, InputOutputMap Task) Make(Coupling coupling, int maps)
        => (new Network(coupling) { Gain = 0.7, Noise = 1e-3, InputStrength = 0.5 }, InputOutputMap.Random(coupling.Units, maps, seed: 5));

    private static Coupling Kind(string kind, int units) => kind switch
    {
        "dense" => Samples.Dense(units, 0.8),
        "low-rank" => new LowRankCoupling(Samples.Normals(units, 3, 1, 0.2), Samples.Normals(units, 3, 2, 0.2)),
        "sparse" => Couplings.Sparse(units, 5, 0.8, 3),
        "diagonal" => new DiagonalCoupling(NdArray<double>.Copy(Samples.Normals(1, units, 4, 0.5).Span, units)),
        _ => Kind("low-rank", units) + Kind("sparse", units) + Kind("diagonal", units),
    };
}
