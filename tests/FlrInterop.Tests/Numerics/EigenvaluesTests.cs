using CsCheck;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop.Tests;

public sealed class EigenvaluesTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Random_matrices_have_the_eigenvalues_of_another_library()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 10_000]).Sample(
            (size, seed) =>
            {
                Matrix<double> matrix = Couplings.Gaussian(size, 1, -0.2, seed: seed).Dense().ToMatrix() + Matrix<double>.Build.DenseDiagonal(size, 0.3);
                Same(matrix.Evd().EigenValues.AsArray(), Eigenvalues.Of(matrix));
            },
            iter: 60);

    [Theory]
    [InlineData(150, 0)]
    [InlineData(150, -0.9)]
    [InlineData(150, 0.9)]
    public void Larger_ones_do_too(int size, double symmetry)
    {
        Matrix<double> matrix = Couplings.Gaussian(size, 1.3, symmetry, seed: 5).Dense().ToMatrix();
        Same(matrix.Evd().EigenValues.AsArray(), Eigenvalues.Of(matrix));
    }

    [Fact]
    public void The_reduction_keeps_trace_and_norm_and_leaves_one_subdiagonal()
    {
        const int Size = 37;
        Matrix<double> matrix = Couplings.Gaussian(Size, 1, 0, seed: 6).Dense().ToMatrix() + Matrix<double>.Build.DenseDiagonal(Size, 0.3);
        double[] reduced = matrix.ToRowMajorArray();
        Hessenberg.Reduce(reduced, Size);
        Matrix<double> form = Matrix<double>.Build.DenseOfRowMajor(Size, Size, reduced);
        Assert.Equal(matrix.Trace(), form.Trace(), Tolerance);
        Assert.Equal(matrix.FrobeniusNorm(), form.FrobeniusNorm(), Tolerance);
        for (int i = 2; i < Size; i++)
            Assert.All(Enumerable.Range(0, i - 1), j => Assert.Equal(0, form[i, j]));
    }

    [Fact]
    public void Low_rank_with_a_shift_of_any_size_ends()
        => Gen.Select(Gen.Int[3, 60], Gen.Int[1, 4], Gen.Int[0, 10_000], Gen.Double[-12, 3]).Sample(
            (size, rank, seed, shift) =>
            {
                Matrix<double> left = Matrix<double>.Build.Random(size, rank, seed), right = Matrix<double>.Build.Random(size, rank, seed + 1);
                double own = Math.Pow(10, shift);
                Matrix<double> matrix = left.TransposeAndMultiply(right) - (own * Matrix<double>.Build.DenseIdentity(size));
                Complex[] found = Eigenvalues.Of(matrix);
                Complex sum = found.Aggregate(Complex.Zero, (total, value) => total + value);
                Assert.Equal(matrix.Trace(), sum.Real, Tolerance * (1 + matrix.FrobeniusNorm()));
                Assert.Equal(0, sum.Imaginary, Tolerance);
            },
            iter: 200);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Matrices_of_low_rank_have_zeros_and_the_eigenvalues_of_their_core(int maps)
    {
        InputOutputMap pairs = InputOutputMap.Random(100, maps, seed: 3);
        Matrix<double> left = (pairs.Targets.ToMatrix() - pairs.Inputs.ToMatrix()).Transpose() / 100, right = (pairs.Targets.ToMatrix() + pairs.Inputs.ToMatrix()).Transpose();
        Complex[] core = [.. (right.TransposeThisAndMultiply(left)).Evd().EigenValues, .. new Complex[100 - maps]];
        Same(core, Eigenvalues.Of(left.TransposeAndMultiply(right)));
    }

    [Fact]
    public void A_rotation_a_shift_and_a_permutation()
    {
        Same([new Complex(0, 1), new Complex(0, -1)], Eigenvalues.Of(Matrix<double>.Build.DenseOfArray(new double[,] { { 0, -1 }, { 1, 0 } })));
        Same([2, 2, 2], Eigenvalues.Of(2 * Matrix<double>.Build.DenseIdentity(3)));
        Matrix<double> cycle = Matrix<double>.Build.Dense(7, 7, (i, j) => (i + 1) % 7 == j ? 1 : 0);
        Same([.. Enumerable.Range(0, 7).Select(k => Complex.Exp(new Complex(0, 2 * Math.PI * k / 7)))], Eigenvalues.Of(cycle));
    }

    [Fact]
    public void The_logarithm_undoes_the_exponential()
    {
        Matrix<double> generator = new LinearProcess(new Network(Couplings.Gaussian(30, 0.8, -0.5, seed: 4))).Generator;
        Matrix<double> propagator = new LinearProcess(new Network(Couplings.Gaussian(30, 0.8, -0.5, seed: 4))).Propagator(1.5);
        Matrix<double> logarithm = MatrixLogarithm.Of(propagator, out _)!;
        Assert.True((logarithm - (1.5 * generator)).L2Norm() < Tolerance);
    }

    /// <summary>Each eigenvalue has one of its own nearby.</summary>
    private static void Same(Complex[] expected, Complex[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        List<Complex> left = [.. found];
        foreach (Complex value in expected)
        {
            Complex nearest = left.MinBy(other => (other - value).Magnitude);
            Assert.True((nearest - value).Magnitude < Tolerance, $"{value} is missing, the nearest is {nearest}");
            left.Remove(nearest);
        }
    }
}
