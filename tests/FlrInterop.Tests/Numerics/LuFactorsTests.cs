using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class LuFactorsTests
{
    private const double Rounding = 1e-9, SingleRounding = 2e-3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    [InlineData(129)]
    public void Solutions_are_those_of_another_library(int size)
    {
        var random = new Random(size);
        var factors = new LuFactors<double>(size);
        var single = new LuFactors<float>(size);
        for (int draw = 0; draw < 3; draw++)
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(size, size, (_, _) => (2 * random.NextDouble()) - 1);
            var b = Vector<double>.Build.Dense(size, _ => (2 * random.NextDouble()) - 1);
            Vector<double> expected = matrix.Solve(b);
            for (int j = 0; j < size; j++)
            {
                for (int i = 0; i < size; i++)
                {
                    factors.Column(j)[i] = matrix[i, j];
                    single.Column(j)[i] = (float)(matrix[i, j] + (i == j ? 2 * size : 0));
                }
            }

            double[] x = b.ToArray();
            Assert.True(factors.Factor());
            factors.Solve(x, x);
            double largest = expected.AbsoluteMaximum();
            Assert.All(Enumerable.Range(0, size), i => Assert.Equal(expected[i], x[i], Rounding * largest));

            Vector<double> steady = (matrix + (2 * size * Matrix<double>.Build.DenseIdentity(size))).Solve(b);
            float[] y = [.. b.Select(v => (float)v)];
            Assert.True(single.Factor());
            single.Solve(y, y);
            Assert.All(Enumerable.Range(0, size), i => Assert.Equal(steady[i], y[i], SingleRounding * steady.AbsoluteMaximum()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void A_singular_matrix_is_refused_and_leaves_no_trace(int size)
    {
        var factors = new LuFactors<double>(size);
        for (int j = 0; j < size; j++)
            factors.Column(j).Fill(j);
        Assert.False(factors.Factor());
        for (int j = 0; j < size; j++)
            factors.Column(j).Fill(double.NaN);
        Assert.False(factors.Factor());
        for (int j = 0; j < size; j++)
        {
            factors.Column(j).Clear();
            factors.Column(j)[size - 1 - j] = 2;
        }

        double[] x = [.. Enumerable.Range(1, size).Select(i => (double)i)];
        Assert.True(factors.Factor());
        factors.Solve(x, x);
        Assert.Equal(Enumerable.Range(1, size).Select(i => (size + 1 - i) / 2.0), x);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(33, 3)]
    [InlineData(17, 15)]
    public void Sums_of_columns_are_their_definition(int rows, int count)
    {
        var random = new Random(rows);
        int stride = Columns<double>.Stride(rows);
        double[] columns = [.. Enumerable.Range(0, count * stride).Select(_ => random.NextDouble())];
        double[] a = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())], y = new double[rows];
        Columns<double>.Add(y, a, columns, stride);
        for (int i = 0; i < rows; i++)
            Assert.Equal(Enumerable.Range(0, count).Sum(k => a[k] * columns[(k * stride) + i]), y[i], 1e-13);
        Assert.Throws<ArgumentException>(() => Columns<double>.Add(new double[rows], a, columns.AsSpan(0, ((count - 1) * stride) + rows - 1), stride));
    }
}
