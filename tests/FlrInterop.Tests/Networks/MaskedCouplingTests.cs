using FlrInterop.Tests.Dynamics;

namespace FlrInterop.Tests;

/// <summary>J ∘ M, in every structure of J and with few and many connections.</summary>
public sealed class MaskedCouplingTests
{
    private const double Rounding = 1e-12;
    private const int Units = 36;

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string kind in (string[])["dense", "low-rank", "sparse", "diagonal", "hopfield", "sum", "masked"])
            {
                foreach (int oneIn in (int[])[1, 2, 7])
                    cases.Add(kind, oneIn);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_the_product_of_the_matrices_bit_for_bit(string kind, int oneIn)
    {
        Coupling coupling = Make(kind);
        NdArray<byte> mask = Mask(Units, oneIn);
        MaskedCoupling masked = coupling.Masked(mask);
        double[] whole = coupling.Dense().ToArray(), kept = masked.Dense().ToArray();
        for (int at = 0; at < whole.Length; at++)
            Assert.Equal(mask.Span[at] == 0 ? 0 : whole[at], kept[at]);
        NdArray<byte> exists = new Network(masked).Connections!;
        int existing = Enumerable.Range(0, whole.Length).Count(at => exists.Span[at] != 0);
        Assert.Equal(existing, masked.Existing);
        bool few = masked.Existing <= Units * Units / 4;
        Assert.Equal(few, masked.Mask is null);
        Assert.Equal(few ? (12L * existing) + (4 * (Units + 1)) : 9L * Units * Units, masked.Bytes);
        Assert.Equal(few ? existing : (long)Units * Units, masked.MultiplyAdds);
        MaskedCoupling scaled = Assert.IsType<MaskedCoupling>(-2.5 * masked);
        Assert.Equal(masked.Bytes, scaled.Bytes);
        Assert.Equal([.. kept.Select(weight => -2.5 * weight)], scaled.Dense().ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_run_has_the_bits_of_the_same_numbers_without_a_mask(int oneIn)
    {
        MaskedCoupling masked = Make("low-rank").Masked(Mask(Units, oneIn));
        Coupling plain = masked.Mask is null
            ? new SparseCoupling(masked.Offsets!, masked.Columns!, masked.Weights)
            : new DenseCoupling(masked.Weights);
        SimulationOptions options = Samples.Options(3, 5);
        Assert.Equal(Samples.Bits(Samples.Run(new Network(plain), options)), Samples.Bits(Samples.Run(new Network(masked), options)));
        double[] input = [.. Enumerable.Range(0, Units).Select(i => Math.Cos(i))];
        NdArray<double> given = NdArray<double>.Copy(input, Units);
        Assert.Equal(FixedPoint.Find(new Network(plain), given).State.ToArray(), FixedPoint.Find(new Network(masked), given).State.ToArray());
    }

    [Fact]
    public void In_a_sum_only_its_own_part_is_masked()
    {
        NdArray<byte> first = Mask(Units, 3), second = Mask(Units, 5, 1);
        Coupling a = Make("dense").Masked(first), b = Make("low-rank").Masked(second), both = a + b;
        Assert.Equal("sum", both.Kind);
        NdArray<byte> exists = new Network(both).Connections!;
        for (int at = 0; at < exists.Length; at++)
            Assert.Equal((first.Span[at] | second.Span[at]) != 0, exists.Span[at] != 0);
        Assert.Null(new Network(a + Make("dense")).Connections);
        NdArray<byte> held = new Network(a) { Mask = first }.Connections!;
        Assert.Equal(first.ToArray(), held.ToArray());
        double[] expected = [.. both.Dense().ToArray().Select((weight, at) => second.Span[at] == 0 ? 0 : weight)];
        Assert.Equal(expected, both.Masked(second).Dense().ToArray());
    }

    [Fact]
    public void A_masked_mask_holds_what_both_have_and_a_network_what_its_own_leaves()
    {
        NdArray<byte> first = Mask(Units, 2), second = Mask(Units, 3, 1);
        MaskedCoupling twice = Make("dense").Masked(first).Masked(second);
        NdArray<byte> exists = new Network(twice).Connections!;
        for (int at = 0; at < exists.Length; at++)
            Assert.Equal((first.Span[at] & second.Span[at]) != 0, exists.Span[at] != 0);
        byte[] none = new byte[Units * Units];
        MaskedCoupling empty = Make("dense").Masked(NdArray<byte>.Copy(none, Units, Units));
        Assert.Equal(0, empty.Existing);
        Assert.All(empty.Dense().ToArray(), weight => Assert.Equal(0, weight));
        Assert.Throws<ShapeException>(() => Make("dense").Masked(Mask(Units + 1, 2)));
        Assert.Throws<ParameterException>(() => new MaskedCoupling(Make("dense").Dense(), first));
        Assert.Throws<ParameterException>(() => new Network(Make("low-rank")) { Mask = first });
    }

    [Fact]
    public void A_masked_map_of_many_units_is_never_a_matrix()
    {
        // The matrix would take 800 MB; the mask that is given takes 100.
        const int Many = 10_000;
        byte[] ring = new byte[Many * Many];
        for (int i = 0; i < Many; i++)
            ring[(i * Many) + ((i + 1) % Many)] = 1;
        NdArray<byte> mask = new(ring, Many, Many);
        LowRankCoupling map = Couplings.PreEmbedded(Many, 2, seed: 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MaskedCoupling masked = map.Masked(mask);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * Many * sizeof(double));
        Assert.Equal((12L * Many) + (4 * (Many + 1)), masked.Bytes);
    }

    [Fact]
    public void What_was_learned_stays_masked()
    {
        NdArray<byte> mask = Mask(Units, 3);
        var network = new Network(Make("low-rank").Masked(mask)) { Noise = 1e-3, InputStrength = 0.5 };
        InputOutputMap task = InputOutputMap.Random(Units, 2, seed: 4);
        var options = new LearnOptions { Rate = 0.5, Duration = 3, Seed = 2 };
        LearningRun run = Learner.Run(network, task, LearningRules.Hebbian, options);
        var plain = new Network(new DenseCoupling(network.Coupling.Dense())) { Noise = 1e-3, InputStrength = 0.5, Mask = mask };
        Assert.Equal(Learner.Run(plain, task, LearningRules.Hebbian, options).Couplings.ToArray(), run.Couplings.ToArray());
        MaskedCoupling learned = Assert.IsType<MaskedCoupling>(run.CouplingOf(1));
        Assert.Equal(mask.ToArray(), new Network(learned).Connections!.ToArray());
        Assert.Equal(
            Flr.PredictSpeed(plain, task, LearningRules.Hebbian).Speed.Span,
            Flr.PredictSpeed(network, task, LearningRules.Hebbian).Speed.Span);
    }

    internal static NdArray<byte> Mask(int units, int oneIn, int from = 0)
    {
        byte[] mask = new byte[units * units];
        for (int at = from; at < mask.Length; at += oneIn)
            mask[at] = 1;
        return new NdArray<byte>(mask, units, units);
    }

    private static Coupling Make(string kind) => kind switch
    {
        "dense" => Couplings.Gaussian(Units, seed: 1),
        "low-rank" => Couplings.PreEmbedded(Units, 3, seed: 2, scale: 0.7),
        "sparse" => Couplings.Sparse(Units, 6, seed: 3),
        "diagonal" => new DiagonalCoupling(NdArray<double>.Copy([.. Enumerable.Range(1, Units).Select(i => i / 7.0)], Units)),
        "hopfield" => Couplings.Hopfield(Samples.Normals(3, Units, 5)),
        "masked" => Make("dense").Masked(Mask(Units, 3)),
        _ => Make("sparse") + Make("low-rank") + Make("dense") + Make("diagonal"),
    };
}
