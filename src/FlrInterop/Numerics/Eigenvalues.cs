using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Numerics;

/// <summary>Eigenvalues of a real matrix without its eigenvectors: Householder's reduction to Hessenberg form, then the QR iteration with one complex shift.</summary>
/// <remarks>
/// An entry below the diagonal counts as 0 where it is below rounding of its neighbours or of the whole matrix: matrices of low rank,
/// whose neighbours are 0 themselves, end too. Golub &amp; Van Loan, Matrix Computations, 4th ed. (2013), §7.4–7.5.
/// </remarks>
internal static class Eigenvalues
{
    private const double Rounding = 2.220446049250313e-16;
    private const int MostIterations = 60;

    /// <summary>The eigenvalues, in no order.</summary>
    /// <exception cref="NumericalException">The iteration has not converged.</exception>
    public static Complex[] Of(Matrix<double> matrix)
    {
        int size = matrix.RowCount;
        double norm = matrix.FrobeniusNorm();
        if (!double.IsFinite(norm))
            throw new NumericalException("a matrix that is not finite has no eigenvalues");
        Complex[][] h = Hessenberg(matrix);
        var found = new Complex[size];
        int last = size - 1;
        for (int iteration = 0; last >= 0;)
        {
            int first = last;
            while (first > 0 && !Negligible(h, first, norm))
                first--;
            if (first == last)
            {
                Complex value = h[last][last];
                found[last--] = Math.Abs(value.Imaginary) <= 10 * Rounding * norm ? new Complex(value.Real, 0) : value;
                iteration = 0;
                continue;
            }

            if (++iteration > MostIterations)
                throw new NumericalException("the eigenvalues of a matrix have not converged");

            // An exceptional shift now and then leaves a cycle.
            Complex shift = iteration % 11 == 10 ? h[last][last] + h[last][last - 1].Magnitude : Wilkinson(h, last);
            Sweep(h, first, last, shift);
        }

        return found;
    }

    /// <summary>The largest real part.</summary>
    public static double Leading(Matrix<double> matrix) => Of(matrix).Max(value => value.Real);

    private static bool Negligible(Complex[][] h, int row, double norm)
    {
        double below = h[row][row - 1].Magnitude;
        if (below > Rounding * (h[row][row].Magnitude + h[row - 1][row - 1].Magnitude) && below > Rounding * norm)
            return false;
        h[row][row - 1] = 0;
        return true;
    }

    /// <summary>The eigenvalue of the last 2 × 2 block that is nearer to its last entry.</summary>
    private static Complex Wilkinson(Complex[][] h, int last)
    {
        Complex a = h[last - 1][last - 1], d = h[last][last], product = h[last - 1][last] * h[last][last - 1];
        Complex half = (a - d) / 2, root = Complex.Sqrt((half * half) + product);
        Complex far = Complex.Abs(half + root) > Complex.Abs(half - root) ? half + root : half - root;
        return far == Complex.Zero ? d : d - (product / far);
    }

    /// <summary>H − σ = Q R, H ← R Q + σ by Givens rotations within the active block.</summary>
    private static void Sweep(Complex[][] h, int first, int last, Complex shift)
    {
        for (int i = first; i <= last; i++)
            h[i][i] -= shift;
        var cosines = new double[last - first];
        var sines = new Complex[last - first];
        for (int k = first; k < last; k++)
        {
            Complex a = h[k][k], b = h[k + 1][k];
            double length = Math.Sqrt((a.Real * a.Real) + (a.Imaginary * a.Imaginary) + (b.Real * b.Real) + (b.Imaginary * b.Imaginary));
            double size = a.Magnitude;
            double c = length == 0 ? 1 : size / length;
            Complex phase = size == 0 ? Complex.One : a / size, s = length == 0 ? Complex.Zero : phase * Complex.Conjugate(b) / length;
            cosines[k - first] = c;
            sines[k - first] = s;
            Complex[] upper = h[k], lower = h[k + 1];
            for (int j = k; j <= last; j++)
            {
                Complex u = upper[j], v = lower[j];
                upper[j] = (c * u) + (s * v);
                lower[j] = (c * v) - (Complex.Conjugate(s) * u);
            }
        }

        for (int k = first; k < last; k++)
        {
            double c = cosines[k - first];
            Complex s = sines[k - first];
            for (int i = first; i <= k + 1; i++)
            {
                Complex u = h[i][k], v = h[i][k + 1];
                h[i][k] = (c * u) + (Complex.Conjugate(s) * v);
                h[i][k + 1] = (c * v) - (s * u);
            }
        }

        for (int i = first; i <= last; i++)
            h[i][i] += shift;
    }

    private static Complex[][] Hessenberg(Matrix<double> matrix)
    {
        int size = matrix.RowCount;
        double[][] a = matrix.ToRowArrays();
        double[] v = new double[size];
        for (int k = 0; k < size - 2; k++)
        {
            double square = 0;
            for (int i = k + 1; i < size; i++)
                square += a[i][k] * a[i][k];
            double length = Math.Sqrt(square);
            if (length == 0)
                continue;
            double lead = a[k + 1][k], alpha = lead > 0 ? -length : length;
            for (int i = k + 1; i < size; i++)
                v[i] = a[i][k];
            v[k + 1] -= alpha;
            double scale = square - (alpha * lead);
            if (scale == 0)
                continue;
            for (int j = k; j < size; j++)
            {
                double dot = 0;
                for (int i = k + 1; i < size; i++)
                    dot += v[i] * a[i][j];
                dot /= scale;
                for (int i = k + 1; i < size; i++)
                    a[i][j] -= dot * v[i];
            }

            foreach (double[] row in a)
            {
                double dot = 0;
                for (int j = k + 1; j < size; j++)
                    dot += row[j] * v[j];
                dot /= scale;
                for (int j = k + 1; j < size; j++)
                    row[j] -= dot * v[j];
            }

            for (int i = k + 2; i < size; i++)
                a[i][k] = 0;
        }

        return [.. a.Select(row => row.Select(value => new Complex(value, 0)).ToArray())];
    }
}
