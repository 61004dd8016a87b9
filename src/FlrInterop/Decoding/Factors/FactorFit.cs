using System.Globalization;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>The likeliest of several starts.</summary>
internal static class FactorFit
{
    /// <summary>Fits a covariance (divided by the number of bins), shape (units, units) row-major.</summary>
    public static FactorEm Best(double[] covariance, int units, int factors, FactorAnalysisOptions options, CancellationToken cancellation)
    {
        FactorEm? best = null;
        for (int start = 0; start < options.Starts; start++)
        {
            double[] unique = new double[units];
            for (int i = 0; i < units; i++)
                unique[i] = covariance[(i * units) + i];
            double[] loadings = start == 0 ? Principal(covariance, units, factors, unique) : Random(units, factors, unique, options.Seed, start);
            FactorEm end = new FactorEm(covariance, loadings, unique).Run(options.Tolerance, options.MaxIterations, cancellation);
            if (best is null || end.LogLikelihood > best.LogLikelihood)
                best = end;
        }

        return best!;
    }

    public static string Status(FactorEm end)
        => end.Finished ? RunStatus.Completed : string.Create(CultureInfo.InvariantCulture, $"not finished after {end.Iterations} iterations");

    /// <summary>Rows' covariance divided by their number, about the given mean.</summary>
    public static double[] Covariance(double[] rows, int units)
    {
        int bins = rows.Length / units;
        Matrix<double> columns = Matrix<double>.Build.Dense(units, bins, rows);
        Matrix<double> squares = columns.TransposeAndMultiply(columns) / bins;
        return ((squares + squares.Transpose()) / 2).ToRowMajorArray();
    }

    /// <summary>The leading axes of the covariance, with half of each unit's variance left to itself.</summary>
    private static double[] Principal(double[] covariance, int units, int factors, double[] unique)
    {
        var axes = Matrix<double>.Build.DenseOfRowMajor(units, units, covariance).Evd(Symmetricity.Symmetric);
        double[] loadings = new double[units * factors];
        for (int r = 0; r < factors; r++)
        {
            int axis = units - 1 - r;
            double size = Math.Sqrt(Math.Max(axes.EigenValues[axis].Real, 0));
            for (int i = 0; i < units; i++)
                loadings[(i * factors) + r] = size * axes.EigenVectors[i, axis];
        }

        for (int i = 0; i < units; i++)
            unique[i] *= 0.5;
        return loadings;
    }

    private static double[] Random(int units, int factors, double[] unique, Seed seed, int start)
    {
        double[] loadings = new double[units * factors];
        RandomStream.Normals(seed, Purpose.InitialState, 0, (uint)start, loadings);
        for (int i = 0; i < units; i++)
        {
            double size = Math.Sqrt(unique[i] / factors);
            for (int r = 0; r < factors; r++)
                loadings[(i * factors) + r] *= size;
        }

        return loadings;
    }
}
