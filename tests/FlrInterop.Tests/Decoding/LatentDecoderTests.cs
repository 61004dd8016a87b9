using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class LatentDecoderTests
{
    private const double Rounding = 1e-10;

    [Fact]
    public void Perturbations_are_the_permuted_products()
    {
        LatentDecoder decoder = Made();
        int[] latents = [2, 0, 1], units = [4, 0, 1, 6, 5, 3, 2];
        Matrix<double> m = decoder.Readout.ToMatrix(), p = decoder.Projection.ToMatrix();
        Matrix<double> scale = Matrix<double>.Build.DenseOfDiagonalArray(Array.ConvertAll(decoder.Scale.ToArray(), s => 1 / s));
        AssertClose(m * Order(latents) * p * scale, decoder.Perturbed(PerturbationKind.WithinManifold, latents).Weights);
        AssertClose(m * p * Order(units) * scale, decoder.Perturbed(PerturbationKind.OutsideManifold, units).Weights);
        Assert.Throws<ParameterException>(() => decoder.Perturbed(PerturbationKind.WithinManifold, [0, 0, 1]));
        Assert.Throws<ShapeException>(() => decoder.Perturbed(PerturbationKind.WithinManifold, [0, 1]));
    }

    [Fact]
    public void Least_squares_gives_back_the_decoder_that_made_the_velocities()
    {
        LatentDecoder decoder = Made();
        NdArray<double> activity = Normals(60, 7, 3);
        var centred = new LatentDecoder(decoder.Readout, decoder.Projection, decoder.Mean, decoder.Scale);
        LatentDecoder fit = LatentDecoder.Fit(decoder.Projection, activity, centred.Velocity(activity), decoder.Mean, decoder.Scale);
        AssertClose(decoder.Readout.ToMatrix(), fit.Readout);
    }

    [Fact]
    public void Potent_and_null_space_split_the_units()
    {
        LatentDecoder decoder = Made();
        Matrix<double> potent = decoder.PotentSpace().ToMatrix(), none = decoder.NullSpace().ToMatrix();
        Assert.Equal((2, 5), (potent.ColumnCount, none.ColumnCount));
        Assert.True((decoder.Weights.ToMatrix() * none).FrobeniusNorm() < Rounding);
        AssertClose(Matrix<double>.Build.DenseIdentity(7), ((potent * potent.Transpose()) + (none * none.Transpose())).ToNdArray());
    }

    [Fact]
    public void A_decoder_through_factors_reads_nothing_from_silent_units()
    {
        double[] values = Normals(200, 6, 5).ToArray();
        for (int bin = 0; bin < 200; bin++)
            (values[(bin * 6) + 1], values[(bin * 6) + 3]) = (values[bin * 6] + (0.3 * values[(bin * 6) + 1]), 7);
        NdArray<double> activity = NdArray<double>.Copy(values, 200, 6);
        LatentDecoder decoder = LatentDecoder.Fit(FactorAnalysis.Fit(activity, 2), activity, Normals(200, 2, 6));
        Assert.Equal(0, decoder.Weights[0, 3]);
        Assert.NotEqual(0, decoder.Weights[0, 4]);
    }

    internal static NdArray<double> Normals(int rows, int columns, int seed)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, rows, columns);
        RandomStream.Normals(seed, Purpose.Pattern, 7, 0, values);
        return made;
    }

    internal static LatentDecoder Made(bool scaled = true)
    {
        NdArray<double> projection = Normals(7, 3, 2).ToMatrix().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q.Transpose().ToNdArray();
        return new LatentDecoder(
            Normals(2, 3, 1),
            projection,
            Normals(1, 7, 4).At(0),
            scaled ? NdArray<double>.Copy([1, 0.5, 2, 1.5, 0.7, 1.2, 0.9], 7) : null,
            NdArray<double>.Copy([0.3, -0.2], 2));
    }

    private static Matrix<double> Order(int[] permutation)
    {
        Matrix<double> order = Matrix<double>.Build.Dense(permutation.Length, permutation.Length);
        for (int j = 0; j < permutation.Length; j++)
            order[permutation[j], j] = 1;
        return order;
    }

    private static void AssertClose(Matrix<double> expected, NdArray<double> got)
        => Assert.True((expected - got.ToMatrix()).FrobeniusNorm() < Rounding);
}
