using CsCheck;
using FlrInterop.Numerics;

namespace FlrInterop.Tests;

public sealed class SubspaceAnglesTests
{
    private const double Degrees = 1e-9;

    [Theory]
    [InlineData(0)]
    [InlineData(1e-6)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(90)]
    public void Planes_that_share_one_axis_have_the_angle_between_the_others(double degrees)
    {
        double angle = degrees * Math.PI / 180;
        NdArray<double> first = NdArray<double>.Copy([1, 0, 0, 2, 0, 0, 0, 0], 4, 2);
        NdArray<double> second = NdArray<double>.Copy([3, 0, 0, Math.Cos(angle), 0, Math.Sin(angle), 0, 0], 4, 2);
        double[] found = SubspaceAngles.Between(first, second).ToArray();
        Assert.Equal(0, found[0], Degrees);
        Assert.Equal(degrees, found[1], Degrees);
    }

    [Fact]
    public void Angles_depend_on_the_spaces_alone()
    {
        Gen.Int[0, 10_000].Sample(
            seed =>
            {
                double[] a = new double[24], b = new double[16];
                RandomStream.Normals(seed, Purpose.Pattern, 0, 0, a);
                RandomStream.Normals(seed, Purpose.Pattern, 0, 1, b);
                NdArray<double> first = NdArray<double>.Copy(a, 8, 3), second = NdArray<double>.Copy(b, 8, 2);
                double[] mixed = new double[24];
                for (int i = 0; i < 8; i++)
                    (mixed[3 * i], mixed[(3 * i) + 1], mixed[(3 * i) + 2]) = (a[3 * i] + a[(3 * i) + 1], a[(3 * i) + 1] - (2 * a[(3 * i) + 2]), a[(3 * i) + 2]);
                double[] one = SubspaceAngles.Between(first, second).ToArray(), other = SubspaceAngles.Between(second, NdArray<double>.Copy(mixed, 8, 3)).ToArray();
                Assert.Equal(2, one.Length);
                for (int i = 0; i < 2; i++)
                    Assert.Equal(one[i], other[i], 1e-6);
            },
            iter: 50);
    }

    [Fact]
    public void A_basis_with_dependent_columns_is_refused()
        => Assert.Throws<ParameterException>(() => SubspaceAngles.Between(
            NdArray<double>.Copy([1, 2, 2, 4, 0, 0], 3, 2), NdArray<double>.Copy([1, 0, 0], 3, 1)));
}
