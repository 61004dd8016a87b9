using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace FlrInterop.Tests;

public sealed class CouplingTests
{
    private const double Rounding = 1e-12;
    private const int Units = 40;

    public static TheoryData<string> Kinds => ["dense", "low-rank", "sparse", "diagonal", "masked", "sum"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Product_equals_that_of_the_dense_matrix(string kind)
    {
        Coupling coupling = Make(kind);
        double[] x = [.. Enumerable.Range(0, Units).Select(i => Math.Sin(i + 1.0))];
        double[] product = new double[Units];
        coupling.Multiply(x, product);
        Vector<double> expected = coupling.Dense().ToMatrix() * Vector<double>.Build.Dense(x);
        Assert.Equal(kind, coupling.Kind);
        for (int i = 0; i < Units; i++)
            Assert.Equal(expected[i], product[i], Rounding);
    }

    [Theory]
    [InlineData("dense", 8L * Units * Units)]
    [InlineData("low-rank", 8L * 2 * Units * 3)]
    [InlineData("diagonal", 8L * Units)]
    public void Bytes_are_what_the_structure_needs(string kind, long bytes) => Assert.Equal(bytes, Make(kind).Bytes);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_holds_its_own_coupling_in_as_many_bytes_and_whole_lines(string kind)
    {
        // Rows are rounded up to lines of 64 bytes, and the factors' ranks too: never more than that.
        const int Padded = (Units + 7) / 8 * 8, Lines = 8 * 8, Parts = 3;
        Coupling coupling = Make(kind);
        using var packed = new PackedCoupling<LanePortableDouble, double, double>(coupling, 1, Padded, new StopSignal());
        Assert.InRange(packed.Bytes, 1, coupling.Bytes + (Parts * Lines * (long)Units));
        using var narrow = new PackedCoupling<LanePortableFloat, float, float>(coupling, 1, Padded + 8, new StopSignal());
        Assert.True(narrow.Bytes < packed.Bytes || kind == "low-rank");
    }

    [Fact]
    public void No_structure_of_100_000_units_is_ever_a_matrix()
    {
        const int Many = 100_000;
        NdArray<double> factor = NdArray<double>.Create(out Span<double> values, Many, 2);
        values.Fill(0.5);
        SparseCoupling sparse = Couplings.Sparse(Many, 10, 1, 1);
        var lowRank = new LowRankCoupling(factor, factor);
        Assert.Equal((8L + 4) * 10 * Many + (4 * (Many + 1)), sparse.Bytes);
        Coupling sum = lowRank + sparse;
        Assert.Equal(lowRank.Bytes + sparse.Bytes, sum.Bytes);
        using var packed = new PackedCoupling<LanePortableDouble, double, double>(sum, 1, Many, new StopSignal());
        Assert.InRange(packed.Bytes, 1, 2 * sum.Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scaling_and_adding_keep_the_structure(string kind)
    {
        Coupling coupling = Make(kind);
        Coupling scaled = -2.5 * coupling;
        Matrix<double> sum = (coupling + scaled).Dense().ToMatrix();
        Assert.Equal(kind, scaled.Kind);
        Assert.Equal(coupling.Bytes, scaled.Bytes);
        Assert.True((sum + (1.5 * coupling.Dense().ToMatrix())).L2Norm() < Rounding);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    public void Gaussian_has_the_variance_and_the_symmetry_asked_for(double symmetry)
    {
        const int units = 200;
        NdArray<double> weights = Couplings.Gaussian(units, strength: 1.5, symmetry, seed: 7).Weights;
        var forward = new List<double>();
        var backward = new List<double>();
        for (int i = 0; i < units; i++)
        {
            Assert.Equal(0, weights[i, i]);
            for (int j = 0; j < i; j++)
            {
                forward.Add(weights[i, j]);
                backward.Add(weights[j, i]);
            }
        }

        double fiveStandardErrors = 5 / Math.Sqrt(forward.Count);
        Assert.Equal(0, forward.Average() * Math.Sqrt(units) / 1.5, fiveStandardErrors);
        Assert.Equal(1, forward.Variance() * units / 2.25, fiveStandardErrors * Math.Sqrt(2));
        Assert.Equal(symmetry, Correlation.Pearson(forward, backward), fiveStandardErrors);
    }

    [Fact]
    public void Sparse_has_the_in_degree_no_self_coupling_and_the_variance_asked_for()
    {
        const int units = 300, inDegree = 17;
        SparseCoupling coupling = Couplings.Sparse(units, inDegree, strength: 2, seed: 3);
        int[] outDegree = new int[units];
        for (int i = 0; i < units; i++)
        {
            Assert.Equal(i * inDegree, coupling.Offsets[i]);
            for (int at = coupling.Offsets[i]; at < coupling.Offsets[i + 1]; at++)
            {
                Assert.NotEqual(i, coupling.Columns[at]);
                outDegree[coupling.Columns[at]]++;
            }
        }

        Assert.True(outDegree.Max() < inDegree + (6 * Math.Sqrt(inDegree)) && outDegree.Min() > inDegree - (6 * Math.Sqrt(inDegree)));
        Assert.Equal(4, coupling.Weights.ToArray().Variance() * inDegree, 5 * 4 * Math.Sqrt(2.0 / coupling.Weights.Length));
    }

    [Fact]
    public void Hopfield_is_the_outer_product_sum_without_its_diagonal()
    {
        NdArray<double> patterns = InputOutputMap.Random(Units, 3, seed: 5).Targets;
        NdArray<double> weights = Couplings.Hopfield(patterns).Dense();
        for (int i = 0; i < Units; i++)
        {
            for (int j = 0; j < Units; j++)
            {
                double expected = 0;
                for (int k = 0; k < 3 && i != j; k++)
                    expected += patterns[k, i] * patterns[k, j] / Units;
                Assert.Equal(expected, weights[i, j], Rounding);
            }
        }
    }

    [Fact]
    public void Pre_embedded_is_the_sum_of_the_maps()
    {
        InputOutputMap maps = InputOutputMap.Random(Units, 4, seed: 5);
        NdArray<double> weights = Couplings.PreEmbedded(maps.Inputs, maps.Targets, scale: 0.5).Dense();
        for (int i = 0; i < Units; i++)
        {
            for (int j = 0; j < Units; j++)
            {
                double expected = 0;
                for (int k = 0; k < 4; k++)
                    expected += 0.5 * (maps.Targets[k, i] - maps.Inputs[k, i]) * (maps.Targets[k, j] + maps.Inputs[k, j]) / Units;
                Assert.Equal(expected, weights[i, j], Rounding);
            }
        }
    }

    [Fact]
    public void What_a_network_knows_is_independent_of_the_task_of_the_same_seed()
    {
        LowRankCoupling known = Couplings.PreEmbedded(2000, 1, seed: 9);
        InputOutputMap task = InputOutputMap.Random(2000, 1, seed: 9);
        double overlap = 0;
        for (int i = 0; i < 2000; i++)
            overlap += (known.Right[i, 0] + (known.Left[i, 0] * 2000)) / 2 * task.Targets[0, i] / 2000;
        Assert.Equal(0, overlap, 5 / Math.Sqrt(2000));
    }

    [Fact]
    public void Pre_embedded_of_a_hundred_thousand_units_stays_small()
    {
        LowRankCoupling coupling = Couplings.PreEmbedded(100_000, 5, seed: 1);
        Assert.Equal(2L * 5 * 100_000 * sizeof(double), coupling.Bytes);
        Assert.Equal(2L * 5 * 100_000, coupling.MultiplyAdds);
    }

    [Fact]
    public void Wrong_input_is_refused_with_what_got_expected()
    {
        ShapeException shape = Assert.Throws<ShapeException>(() => Couplings.FromArray(NdArray<double>.Copy(new double[6], 2, 3)));
        Assert.Contains("(2, 3)", shape.Message, StringComparison.Ordinal);
        ParameterException finite = Assert.Throws<ParameterException>(
            () => Couplings.FromArray(NdArray<double>.Copy([0, double.NaN, 0, 0], 2, 2)));
        Assert.Contains("flat index 1", finite.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Make("dense") + Couplings.Gaussian(Units + 1, seed: 1));
        Assert.Throws<ParameterException>(() => Couplings.Gaussian(10, symmetry: 1.1, seed: 1));
        Assert.Throws<ParameterException>(() => Couplings.Sparse(10, 10, seed: 1));
        Assert.Throws<ParameterException>(() => Couplings.Gaussian(10, seed: -1));
    }

    private static Coupling Make(string kind) => kind switch
    {
        "dense" => Couplings.Gaussian(Units, seed: 1),
        "low-rank" => Couplings.PreEmbedded(Units, 3, seed: 2),
        "sparse" => Couplings.Sparse(Units, 6, seed: 3),
        "diagonal" => new DiagonalCoupling(NdArray<double>.Copy([.. Enumerable.Range(0, Units).Select(i => i / 7.0)], Units)),
        "masked" => Couplings.Gaussian(Units, seed: 1).Masked(MaskedCouplingTests.Mask(Units, 2)),
        _ => Couplings.Gaussian(Units, seed: 1) + Couplings.PreEmbedded(Units, 3, seed: 2) + Couplings.Sparse(Units, 6, seed: 3),
    };
}
