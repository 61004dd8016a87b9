using FlrInterop.Learning;
using FlrInterop.Tests.Dynamics;

namespace FlrInterop.Tests;

/// <summary>Maps learned in one coupling stay J₀ and two vectors a map where the rule allows it, and equal the run on a matrix to rounding.</summary>
public sealed class LearnedTogetherTests
{
    // Of overlaps and weights of order 1, after some tens of steps in another order of sums.
    private const double Rounding = 1e-12;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string rule in (string[])["hebbian", "covariance", "covariance sliding", "oja", "oja uneven"])
            {
                foreach (string kind in (string[])["dense", "low-rank", "sparse", "diagonal", "sum"])
                    cases.Add(rule, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Structure_kept_equals_the_run_on_a_matrix(string name, string kind)
    {
        foreach ((int units, int maps) in ((int, int)[])[(13, 2), (75, 11), (200, 5)])
        {
            (Network network, InputOutputMap task) = Make(Kind(kind, units), maps, name == "oja uneven");
            LearningRule rule = Rule(name, units);
            LearningRun kept = Learner.Run(network, task, rule, Options), dense = Learner.Run(network, task, rule, Options with { KeepStructure = false });
            LearnedStructure structure = kept.Structure!;
            Assert.Null(dense.Structure);
            Assert.InRange(Samples.LargestDifference(dense.Overlap.Span, kept.Overlap.Span), 0, Rounding);
            Assert.InRange(Samples.LargestDifference(dense.Error.Span, kept.Error.Span), 0, Rounding);
            Assert.Equal(dense.Couplings.Shape.ToArray(), kept.Couplings.Shape.ToArray());
            Assert.InRange(Samples.LargestDifference(dense.Couplings.Span, kept.Couplings.Span), 0, Rounding);
            Assert.Equal((true, 1), (structure.Together, structure.Count));
            Assert.Equal(kept.Couplings.ToArray(), kept.CouplingOf(0).Dense().ToArray());
            Assert.Equal(name.StartsWith("oja", StringComparison.Ordinal), structure.Kept[0] < 1);
            Assert.True(Samples.LargestDifference(network.Coupling.Dense().Span, kept.Couplings.Span) > 1e-3);
        }
    }

    [Theory]
    [InlineData("hebbian")]
    [InlineData("oja")]
    public void Widths_change_no_bit_of_it(string name)
    {
        (Network network, InputOutputMap task) = Make(Kind("sum", 53), 19, false);
        double[][] all =
        [
            .. from width in Samples.Widths
               let run = new LearningJob(network, task, Rule(name, 53), Options, null, default) { Width = width }.Run()
               select (double[])[.. run.Overlap.ToArray(), .. run.Structure!.Right.ToArray(), .. run.Structure.Kept.ToArray()],
        ];
        Assert.All(all, numbers => Assert.Equal(all[0], numbers));
    }

    [Theory]
    [InlineData("low-rank")]
    [InlineData("sparse")]
    [InlineData("hopfield")]
    public void Twenty_thousand_units_are_never_a_matrix(string kind)
    {
        // The matrix would take 3.2 GB, the run is told that it may take 60 MB.
        const int Units = 20_000, Maps = 3;
        (Network network, InputOutputMap task) = Make(Kind(kind, Units), Maps, false);
        var options = new LearnOptions { Rate = 50, Duration = 0.6, Every = 1, Seed = 6, Together = true, MemoryLimit = 60_000_000, Threads = 1 };
        LearningRun run = Learner.Run(network, task, LearningRules.Hebbian, options);
        Assert.Equal(network.Coupling.Bytes + (16L * Units * Maps), run.CouplingOf(0).Bytes);
        Assert.Equal(network.Coupling.Bytes + (8L * Maps * (1 + (2 * Units))), run.Structure!.Bytes);
        Assert.Throws<ParameterException>(() => Learner.Run(network, task, LearningRules.Hebbian, options with { KeepStructure = false }));
        Assert.True(run.Structure.Right.ToArray().All(double.IsFinite) && run.Structure.Right.ToArray().Any(a => a != 0));
    }

    [Fact]
    public void As_many_maps_as_half_the_units_are_a_matrix()
    {
        (Network network, InputOutputMap task) = Make(Kind("low-rank", 12), 6, false);
        Assert.Null(Learner.Run(network, task, LearningRules.Hebbian, Options).Structure);
        Assert.NotNull(Learner.Run(network, task, LearningRules.Hebbian, Options with { Together = false }).Structure);
    }

    private static LearnOptions Options => new() { Rate = 0.4, Duration = 4, Every = 1, Seed = 6, Together = true };

    private static LearningRule Rule(string name, int units) => name switch
    {
        "covariance" => new CovarianceRule { Threshold = NdArray<double>.Copy(Samples.Normals(1, units, 9, 0.1).Span, units) },
        "covariance sliding" => new CovarianceRule { Centre = CovarianceCentre.Sliding },
        "hebbian" => LearningRules.Hebbian,
        _ => LearningRules.Oja,
    };

    private static (Network Network, InputOutputMap Task) Make(Coupling coupling, int maps, bool uneven)
    {
        InputOutputMap task = InputOutputMap.Random(coupling.Units, maps, seed: 5);
        if (uneven)
        {
            // Each map decays at its own rate.
            double[] targets = [.. task.Targets.ToArray().Select((target, at) => target * (1 + (0.3 * (at / coupling.Units))))];
            task = new InputOutputMap(task.Inputs, NdArray<double>.Copy(targets, maps, coupling.Units));
        }

        return (new Network(coupling) { Gain = 0.7, Noise = 1e-3, InputStrength = 0.5 }, task);
    }

    private static Coupling Kind(string kind, int units) => kind switch
    {
        "dense" => Samples.Dense(units, 0.8),
        "low-rank" => Couplings.PreEmbedded(units, 3, seed: 1, scale: 0.4),
        "sparse" => Couplings.Sparse(units, 5, 0.8, 3),
        "hopfield" => Couplings.Hopfield(InputOutputMap.Random(units, 2, seed: 8).Targets),
        "diagonal" => new DiagonalCoupling(NdArray<double>.Copy(Samples.Normals(1, units, 4, 0.5).Span, units)),
        _ => Kind("low-rank", units) + Kind("sparse", units) + Kind("diagonal", units),
    };
}
