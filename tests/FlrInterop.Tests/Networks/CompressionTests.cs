using CsCheck;
using FlrInterop.Tests.Dynamics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Low-rank parts become one, of no more rank than is needed, and J changes no more than is allowed.</summary>
public sealed class CompressionTests
{
    // Of numbers of order 1, relative to the norm.
    private const double Rounding = 1e-14;
    private const int Units = 30;

    public static TheoryData<string> Others => ["none", "diagonal", "sparse", "dense", "masked", "two"];

    [Theory]
    [MemberData(nameof(Others))]
    public void J_changes_no_more_than_the_tolerance(string others)
    {
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Double[-14, 0], Gen.Int[0, 100_000]).Sample(
            (basis, parts, exponent, seed) =>
            {
                // Parts in one span of few vectors, each a thousand times smaller than the one before.
                Coupling? all = Other(others);
                for (int k = 0; k < parts; k++)
                {
                    Coupling part = new LowRankCoupling(InSpan(basis, 3, seed + k), Samples.Normals(Units, 3, seed + k + 10));
                    part = Math.Pow(10, -3 * k) * part;
                    all = all is null ? part : all + part;
                }

                double tolerance = Math.Pow(10, exponent);
                Coupling fewer = all!.Compressed(tolerance);
                Matrix<double> before = all.Dense().ToMatrix(), after = fewer.Dense().ToMatrix();
                Assert.InRange((before - after).FrobeniusNorm(), 0, ((1.01 * tolerance) + Rounding) * before.FrobeniusNorm());
                Assert.InRange(RankOf(fewer), 1, basis);
                Assert.InRange(fewer.Bytes, 0, all.Bytes);
                Assert.Equal(fewer.Bytes, fewer.Compressed(tolerance / 10).Bytes);
            },
            iter: 60);
    }

    [Fact]
    public void No_rank_more_than_needed_is_kept()
    {
        // Singular values 1, 10⁻³, 10⁻⁶: the tolerance alone decides.
        Matrix<double> u = Samples.Normals(Units, 3, 1).ToMatrix().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        Matrix<double> v = Samples.Normals(Units, 3, 2).ToMatrix().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        Matrix<double> scaled = u * Matrix<double>.Build.DenseOfDiagonalArray([1, 1e-3, 1e-6]);
        var coupling = new LowRankCoupling(scaled.ToNdArray(), v.ToNdArray());
        Assert.Same(coupling, coupling.Compressed());
        Assert.Equal([3, 2, 1, 1], [RankOf(coupling.Compressed(1e-7)), RankOf(coupling.Compressed(1e-5)), RankOf(coupling.Compressed(1e-2)), RankOf(coupling.Compressed(1))]);
        Coupling many = coupling + coupling + (2.0 * coupling);
        Assert.Equal("low-rank", many.Compressed().Kind);
        Assert.Equal(coupling.Bytes, many.Compressed().Bytes);
    }

    [Fact]
    public void Parts_that_cancel_leave_nothing_and_more_columns_than_units_are_merged()
    {
        LowRankCoupling coupling = Couplings.PreEmbedded(Units, 4, seed: 1);
        Coupling nothing = (coupling + (-1.0 * coupling)).Compressed();
        Assert.Equal(1, RankOf(nothing));
        Assert.InRange(nothing.Dense().ToMatrix().FrobeniusNorm(), 0, Rounding * coupling.Dense().ToMatrix().FrobeniusNorm());
        var wide = new LowRankCoupling(Samples.Normals(Units, 50, 1), Samples.Normals(Units, 50, 2));
        Coupling fewer = wide.Compressed();
        Assert.Equal(Units, RankOf(fewer));
        Matrix<double> whole = wide.Dense().ToMatrix();
        Assert.InRange((whole - fewer.Dense().ToMatrix()).FrobeniusNorm(), 0, 10 * Rounding * whole.FrobeniusNorm());
    }

    [Fact]
    public void What_needs_all_of_it_keeps_its_numbers()
    {
        LowRankCoupling a = Couplings.PreEmbedded(Units, 2, seed: 1), b = Couplings.PreEmbedded(Units, 3, seed: 2);
        SparseCoupling sparse = Couplings.Sparse(Units, 4, seed: 3);
        Assert.Same(sparse, sparse.Compressed());
        Assert.Same(a, a.Compressed());
        var merged = (LowRankCoupling)(a + b).Compressed();
        Assert.Equal((5, a.Left[3, 1], b.Right[7, 2]), (merged.Rank, merged.Left[3, 1], merged.Right[7, 4]));
        Assert.Throws<ParameterException>(() => a.Compressed(-1));
        Assert.Throws<ParameterException>(() => a.Compressed(double.NaN));
    }

    [Fact]
    public void Fifty_thousand_units_are_never_a_matrix()
    {
        const int Many = 50_000;
        LowRankCoupling map = Couplings.PreEmbedded(Many, 3, seed: 1);
        Coupling sum = map + Couplings.Sparse(Many, 4, seed: 2) + (0.5 * map);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Coupling fewer = sum.Compressed();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30 * sum.Bytes);
        Assert.Equal(sum.Bytes - map.Bytes, fewer.Bytes);
    }

    [Theory]
    [InlineData("low-rank", true)]
    [InlineData("low-rank", false)]
    [InlineData("hopfield", false)]
    [InlineData("sum", false)]
    public void Learning_the_same_map_again_and_again_does_not_make_the_rank_grow(string kind, bool together)
    {
        Coupling coupling = kind switch
        {
            "low-rank" => Couplings.PreEmbedded(Units, 2, seed: 1, scale: 0.3),
            "hopfield" => 0.3 * Couplings.Hopfield(InputOutputMap.Random(Units, 2, seed: 1).Targets),
            _ => Couplings.PreEmbedded(Units, 2, seed: 1, scale: 0.3) + Couplings.Sparse(Units, 3, 0.3, seed: 2),
        };
        InputOutputMap task = InputOutputMap.Random(Units, 1, seed: 3);
        Matrix<double> plain = coupling.Dense().ToMatrix();
        for (int time = 0; time < 10; time++)
        {
            var network = new Network(coupling) { InputStrength = 0.5 };
            LearnOptions options = new() { Rate = 0.1, Duration = 2, Seed = time, Together = together };
            LearningRun run = Learner.Run(network, task, LearningRules.Hebbian, options);
            plain += run.Structure!.Left.ToMatrix().TransposeThisAndMultiply(run.Structure.Right.ToMatrix());
            coupling = run.CouplingOf(0);
            Assert.Equal(3, RankOf(coupling));
        }

        // Each time may leave out 10⁻¹² of the norm.
        Assert.InRange((plain - coupling.Dense().ToMatrix()).FrobeniusNorm(), 0, 10 * 1e-12 * plain.FrobeniusNorm());
    }

    private static int RankOf(Coupling coupling)
        => (coupling is SumCoupling sum ? sum.Parts : [coupling]).OfType<LowRankCoupling>().Sum(part => part.Rank);

    private static NdArray<double> InSpan(int basis, int columns, int seed)
        => (Samples.Normals(Units, basis, 77).ToMatrix() * Samples.Normals(basis, columns, seed).ToMatrix()).ToNdArray();

    private static Coupling? Other(string kind) => kind switch
    {
        "none" => null,
        "diagonal" => new DiagonalCoupling(NdArray<double>.Copy([.. Enumerable.Range(1, Units).Select(i => i / 7.0)], Units)),
        "sparse" => Couplings.Sparse(Units, 4, 3, seed: 3),
        "dense" => Couplings.Gaussian(Units, 3, seed: 4),
        "masked" => Couplings.Gaussian(Units, 3, seed: 4).Masked(MaskedCouplingTests.Mask(Units, 2)),
        _ => Other("sparse")! + Other("diagonal")!,
    };
}
