using CsCheck;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class FactorAnalysisTests
{
    private const double Rounding = 1e-10;
    private const double Converged = 1e-4;
    private const double Reference = 1e-6;

    private static readonly FactorAnalysisOptions Exact = new() { Standardise = false, Tolerance = 1e-14, MaxIterations = 20_000 };

    [Fact]
    public void Data_with_a_known_covariance_give_back_its_loadings_and_variances()
    {
        // Rows made so that their covariance over N is exactly L Lᵀ + Ψ: the likelihood has its maximum there.
        const int units = 9, factors = 2, bins = 300;
        Matrix<double> loadings = Normals(units, factors, 1);
        Vector<double> unique = Vector<double>.Build.Dense(units, i => 0.5 + (0.1 * i));
        Matrix<double> covariance = (loadings * loadings.Transpose()) + Matrix<double>.Build.DenseOfDiagonalVector(unique);
        NdArray<double> activity = WithCovariance(covariance, bins, 2);
        FactorAnalysis fit = FactorAnalysis.Fit(activity, factors, Exact);

        Assert.Equal(RunStatus.Completed, fit.Status);
        AssertClose(loadings * loadings.Transpose(), fit.Loadings.ToMatrix() * fit.Loadings.ToMatrix().Transpose(), Converged);
        for (int i = 0; i < units; i++)
            Assert.Equal(unique[i], fit.NoiseVariance[i], Converged);
        double shared = loadings.PointwisePower(2).RowSums().Sum();
        Assert.Equal(shared / (shared + unique.Sum()), fit.SharedFraction, Converged);
        double expected = -0.5 * ((units * Math.Log(2 * Math.PI)) + Math.Log(covariance.Determinant()) + units);
        Assert.Equal(expected, fit.LogLikelihood, Converged);
        Assert.Equal(0, SubspaceAngles.Between(fit.Loadings, loadings.ToNdArray()).ToArray().Max(), 0.1);
    }

    [Fact]
    public void An_independent_implementation_gives_the_same()
    {
        // scikit-learn 1.x, FactorAnalysis(3, tol=1e-12, svd_method="lapack") on the same numbers, z-scored with N − 1 degrees.
        FactorAnalysis fit = FactorAnalysis.Fit(Congruential(400, 12, 3), 3, new FactorAnalysisOptions { Tolerance = 1e-13 });
        Assert.Equal(-15.821635143678591, fit.LogLikelihood, Reference);
        Assert.Equal(0.40453109151732836, fit.SharedFraction, Reference);
        Assert.Equal([0.53995833, 0.38595645, 0.61902831], fit.NoiseVariance.ToArray()[..3], (a, b) => Math.Abs(a - b) < Reference);
    }

    [Fact]
    public void The_order_of_units_changes_nothing()
    {
        NdArray<double> activity = Congruential(300, 10, 2);
        int[] order = [3, 1, 9, 0, 7, 5, 2, 8, 6, 4];
        double[] moved = new double[activity.Length];
        for (int bin = 0; bin < 300; bin++)
        {
            for (int j = 0; j < 10; j++)
                moved[(bin * 10) + j] = activity[bin, order[j]];
        }

        var options = new FactorAnalysisOptions { Tolerance = 1e-13 };
        FactorAnalysis a = FactorAnalysis.Fit(activity, 2, options), b = FactorAnalysis.Fit(NdArray<double>.Copy(moved, 300, 10), 2, options);
        Assert.Equal(a.LogLikelihood, b.LogLikelihood, Rounding);
        Assert.Equal(a.SharedFraction, b.SharedFraction, Reference);
        for (int j = 0; j < 10; j++)
            Assert.Equal(a.NoiseVariance[order[j]], b.NoiseVariance[j], Reference);
    }

    [Fact]
    public void The_likelihood_is_that_of_the_whole_covariance_and_never_falls()
    {
        NdArray<double> activity = Congruential(200, 8, 3);
        double before = double.NegativeInfinity;
        for (int iterations = 1; iterations < 40; iterations += 3)
        {
            FactorAnalysis fit = FactorAnalysis.Fit(activity, 3, new FactorAnalysisOptions { MaxIterations = iterations, Starts = 1, Tolerance = 1e-300 });
            Assert.Equal($"not finished after {iterations} iterations", fit.Status);
            Assert.True(fit.LogLikelihood >= before - Rounding);
            before = fit.LogLikelihood;
            Matrix<double> covariance = (fit.Loadings.ToMatrix() * fit.Loadings.ToMatrix().Transpose()) + Matrix<double>.Build.DenseOfDiagonalArray(fit.NoiseVariance.ToArray());
            double sum = 0;
            for (int bin = 0; bin < 200; bin++)
            {
                Vector<double> x = Scaled(fit, activity, bin);
                sum += x.DotProduct(covariance.Solve(x)) + Math.Log(covariance.Determinant()) + (8 * Math.Log(2 * Math.PI));
            }

            Assert.Equal(-0.5 * sum / 200, fit.LogLikelihood, Rounding);
            Assert.Equal(fit.LogLikelihood, fit.LogLikelihoodOf(activity), Rounding);
        }
    }

    [Fact]
    public void Latents_are_posterior_means_turned_and_keep_lengths_in_unit_space()
    {
        NdArray<double> activity = Congruential(150, 9, 3);
        FactorAnalysis fit = FactorAnalysis.Fit(activity, 3);
        NdArray<double> posterior = fit.PosteriorMeans(activity), latents = fit.Latents(activity);
        Matrix<double> loadings = fit.Loadings.ToMatrix();
        Matrix<double> covariance = (loadings * loadings.Transpose()) + Matrix<double>.Build.DenseOfDiagonalArray(fit.NoiseVariance.ToArray());
        AssertClose(Matrix<double>.Build.DenseIdentity(3), fit.Axes.ToMatrix().TransposeThisAndMultiply(fit.Axes.ToMatrix()), Rounding);
        for (int bin = 0; bin < 150; bin++)
        {
            Vector<double> expected = loadings.TransposeThisAndMultiply(covariance.Solve(Scaled(fit, activity, bin)));
            Vector<double> inUnits = loadings * expected, turned = fit.Axes.ToMatrix() * Vector<double>.Build.Dense(latents.Row(bin).ToArray());
            for (int r = 0; r < 3; r++)
                Assert.Equal(expected[r], posterior[bin, r], Rounding);
            Assert.True((inUnits - turned).L2Norm() < Rounding);
        }
    }

    [Fact]
    public void Silent_units_are_left_out_and_said()
    {
        NdArray<double> activity = Congruential(120, 8, 2);
        double[] silent = activity.ToArray();
        for (int bin = 0; bin < 120; bin++)
            (silent[(bin * 8) + 2], silent[(bin * 8) + 5]) = (0, 0.1);
        FactorAnalysis fit = FactorAnalysis.Fit(NdArray<double>.Copy(silent, 120, 8), 2);
        Assert.Equal([2, 5], fit.Dropped.ToArray());
        Assert.Equal([0, 1, 3, 4, 6, 7], fit.KeptUnits.ToArray());
        Assert.Equal(6, fit.Loadings.Shape[0]);
        Assert.Contains("2 never change", Assert.Throws<ParameterException>(() => FactorAnalysis.Fit(NdArray<double>.Copy(silent, 120, 8), 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_refused()
    {
        double[] values = Congruential(20, 4, 1).ToArray();
        values[5] = double.NaN;
        Assert.Throws<ParameterException>(() => FactorAnalysis.Fit(NdArray<double>.Copy(values, 20, 4), 1));
        Assert.Throws<ShapeException>(() => FactorAnalysis.Fit(NdArray<double>.Copy(values, 80), 1));
    }

    [Fact]
    public void Cross_validation_finds_the_number_of_factors()
    {
        const int factors = 2;
        NdArray<double> activity = Congruential(1200, 14, factors);
        NdArray<long> trials = NdArray<long>.Copy([.. Enumerable.Range(0, 1200).Select(bin => (long)(100 + (bin / 10)))], 1200);
        FactorDimension found = FactorAnalysis.CrossValidate(activity, trials, [1, 2, 3, 5]);
        Assert.Equal(factors, found.Best);

        // One fold by hand.
        int[] training = [.. Enumerable.Range(0, 1200).Where(bin => bin / 10 % 4 != 1)];
        FactorAnalysis whole = FactorAnalysis.Fit(activity, 2);
        NdArray<double> scaled = NdArray<double>.Copy([.. Enumerable.Range(0, 1200).SelectMany(bin => Scaled(whole, activity, bin))], 1200, 14);
        FactorAnalysis part = FactorAnalysis.Fit(Rows(scaled, training), 2, new FactorAnalysisOptions { Standardise = false });
        double expected = part.LogLikelihoodOf(Rows(scaled, [.. Enumerable.Range(0, 1200).Except(training)]));
        Assert.Equal(expected, found.FoldLogLikelihood[1, 1], Rounding);
    }

    [Fact]
    public void A_unit_that_is_silent_in_one_training_set_is_left_out_of_cross_validation()
    {
        double[] values = Congruential(160, 6, 1).ToArray();
        for (int bin = 0; bin < 160; bin++)
        {
            if (bin / 10 % 4 != 3)
                values[(bin * 6) + 4] = 0;
        }

        NdArray<long> trials = NdArray<long>.Copy([.. Enumerable.Range(0, 160).Select(bin => (long)(bin / 10))], 160);
        FactorDimension found = FactorAnalysis.CrossValidate(NdArray<double>.Copy(values, 160, 6), trials, [1]);
        Assert.Equal([4], found.Dropped.ToArray());
        Assert.True(double.IsFinite(found.LogLikelihood[0]));
    }

    private static NdArray<double> Congruential(int bins, int units, int factors)
    {
        long state = 12345;
        double Uniform()
        {
            state = ((1103515245 * state) + 12345) % (1L << 31);
            return (state / (double)(1L << 31)) - 0.5;
        }

        double Sum() => Uniform() + Uniform() + Uniform() + Uniform() + Uniform() + Uniform();
        double[] loadings = [.. Enumerable.Range(0, units * factors).Select(_ => Uniform() * 3)];
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, bins, units);
        double[] z = new double[factors];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int r = 0; r < factors; r++)
                z[r] = Sum();
            for (int j = 0; j < units; j++)
            {
                double value = 0;
                for (int r = 0; r < factors; r++)
                    value += loadings[(j * factors) + r] * z[r];
                values[(bin * units) + j] = value + (Sum() * (1 + (0.1 * j)));
            }
        }

        return made;
    }

    private static Vector<double> Scaled(FactorAnalysis fit, NdArray<double> activity, int bin)
        => Vector<double>.Build.Dense(activity.Shape[1], j => (activity[bin, j] - fit.Mean[j]) / fit.Scale[j]);

    private static NdArray<double> Rows(NdArray<double> from, int[] which)
        => NdArray<double>.Copy([.. which.SelectMany(row => from.Row(row).ToArray())], which.Length, from.Shape[1]);

    private static Matrix<double> Normals(int rows, int columns, int seed)
    {
        double[] values = new double[rows * columns];
        RandomStream.Normals(seed, Purpose.Pattern, 0, 0, values);
        return Matrix<double>.Build.DenseOfRowMajor(rows, columns, values);
    }

    private static NdArray<double> WithCovariance(Matrix<double> covariance, int bins, int seed)
    {
        int units = covariance.RowCount;
        Matrix<double> rows = Normals(bins, units, seed);
        Vector<double> mean = rows.ColumnSums() / bins;
        for (int bin = 0; bin < bins; bin++)
            rows.SetRow(bin, rows.Row(bin) - mean);
        Matrix<double> own = rows.TransposeThisAndMultiply(rows) / bins;
        return (rows * own.Cholesky().Factor.Transpose().Inverse() * covariance.Cholesky().Factor.Transpose()).ToNdArray();
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> got, double tolerance)
        => Assert.True((expected - got).Enumerate().Max(Math.Abs) < tolerance, $"largest difference {(expected - got).Enumerate().Max(Math.Abs)}");
}
