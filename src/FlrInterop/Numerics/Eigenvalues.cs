using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;
using Register = System.Numerics.Vector<double>;

namespace FlrInterop.Numerics;

/// <summary>Eigenvalues of a real matrix without its eigenvectors: Hessenberg form, then the QR iteration of Francis with two shifts at once, which stays real.</summary>
/// <remarks>
/// An entry below the diagonal counts as 0 where it is below rounding of its neighbours or of the whole matrix: matrices of low rank,
/// whose neighbours are 0 themselves, end too. Golub &amp; Van Loan, Matrix Computations, 4th ed. (2013), §7.5.
/// </remarks>
internal static class Eigenvalues
{
    private const double Rounding = 2.220446049250313e-16;
    private const int MostIterations = 60, IterationsToAnotherShift = 10;

    /// <summary>The eigenvalues, in no order.</summary>
    /// <exception cref="NumericalException">The iteration has not converged.</exception>
    public static Complex[] Of(Matrix<double> matrix)
    {
        int size = matrix.RowCount;
        double norm = matrix.FrobeniusNorm();
        if (!double.IsFinite(norm))
            throw new NumericalException("a matrix that is not finite has no eigenvalues");
        double[] h = matrix.ToRowMajorArray();
        Hessenberg.Reduce(h, size);
        var found = new Complex[size];
        int last = size - 1;
        for (int iteration = 0; last >= 0;)
        {
            int first = last;
            while (first > 0 && !Negligible(h, size, first, norm))
                first--;
            if (first == last)
            {
                found[last] = h[(last * size) + last];
                last--;
                iteration = 0;
            }
            else if (first == last - 1)
            {
                Pair(h, size, first, out found[first], out found[last]);
                last -= 2;
                iteration = 0;
            }
            else if (++iteration > MostIterations)
            {
                throw new NumericalException("the eigenvalues of a matrix have not converged");
            }
            else
            {
                (double sum, double product) = Shifts(h, size, last, iteration % IterationsToAnotherShift == 0);
                Sweep(h, size, first, last, sum, product);
            }
        }

        return found;
    }

    /// <summary>The largest real part.</summary>
    public static double Leading(Matrix<double> matrix) => Of(matrix).Max(value => value.Real);

    private static bool Negligible(double[] h, int size, int row, double norm)
    {
        int at = (row * size) + row;
        double below = Math.Abs(h[at - 1]);
        if (below > Rounding * (Math.Abs(h[at]) + Math.Abs(h[at - size - 1])) && below > Rounding * norm)
            return false;
        h[at - 1] = 0;
        return true;
    }

    /// <summary>The eigenvalues of a 2 × 2 block, the one farther from its last entry first: the other follows from it without cancellation.</summary>
    private static void Pair(double[] h, int size, int first, out Complex one, out Complex other)
    {
        int at = (first * size) + first;
        double a = h[at], b = h[at + 1], c = h[at + size], d = h[at + size + 1];
        double half = (a - d) / 2, product = b * c, square = (half * half) + product;
        if (square < 0)
        {
            one = new Complex(d + half, Math.Sqrt(-square));
            other = Complex.Conjugate(one);
            return;
        }

        double far = half + Math.CopySign(Math.Sqrt(square), half);
        one = d + far;
        other = far == 0 ? d : d - (product / far);
    }

    /// <summary>Sum and product of the two shifts: the eigenvalues of the last 2 × 2 block; now and then others, which leave a cycle.</summary>
    private static (double Sum, double Product) Shifts(double[] h, int size, int last, bool others)
    {
        int at = (last * size) + last;
        if (others)
        {
            double near = Math.Abs(h[at - 1]) + Math.Abs(h[at - size - 2]);
            return (1.5 * near, near * near);
        }

        double a = h[at - size - 1], d = h[at];
        return (a + d, (a * d) - (h[at - size] * h[at - 1]));
    }

    /// <summary>H ← QᵀH Q with Q's first column that of (H − σ₁)(H − σ₂), within the active block: a bulge of three rows is chased down.</summary>
    private static void Sweep(double[] h, int size, int first, int last, double sum, double product)
    {
        int start = (first * size) + first;
        double below = h[start + size];
        double x = (h[start] * h[start]) + (h[start + 1] * below) - (sum * h[start]) + product;
        double y = below * (h[start] + h[start + size + 1] - sum), z = below * h[start + (2 * size) + 1];
        for (int k = first; k < last; k++)
        {
            bool three = k + 2 <= last;
            double length = Math.Sqrt((x * x) + (y * y) + (three ? z * z : 0));
            if (length > 0)
            {
                double lead = x + Math.CopySign(length, x);
                double v1 = y / lead, v2 = three ? z / lead : 0, twice = lead / Math.CopySign(length, x);
                Rows(h, size, k, Math.Max(first, k - 1), last, three, v1, v2, twice);
                Columns(h, size, k, first, Math.Min(k + 3, last), three, v1, v2, twice);
            }

            // What the mirror sends to 0, but for rounding.
            for (int row = k + 1; k > first && row <= Math.Min(k + 2, last); row++)
                h[(row * size) + k - 1] = 0;

            int next = ((k + 1) * size) + k;
            x = h[next];
            y = k + 2 <= last ? h[next + size] : 0;
            z = k + 3 <= last ? h[next + (2 * size)] : 0;
        }
    }

    /// <summary>Rows k, k + 1 (and k + 2) mirrored on (1, v₁, v₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(double[] h, int size, int k, int from, int to, bool three, double v1, double v2, double twice)
    {
        int length = to - from + 1, j = 0;
        Span<double> a = h.AsSpan((k * size) + from, length), b = h.AsSpan(((k + 1) * size) + from, length), c = three ? h.AsSpan(((k + 2) * size) + from, length) : [];
        Register w1 = new(v1), w2 = new(v2), scale = new(twice);
        for (; j + Register.Count <= length; j += Register.Count)
        {
            Register p = new(a[j..]), q = new(b[j..]), r = three ? new(c[j..]) : Register.Zero;
            Register part = scale * (p + (w1 * q) + (w2 * r));
            (p - part).CopyTo(a[j..]);
            (q - (w1 * part)).CopyTo(b[j..]);
            if (three)
                (r - (w2 * part)).CopyTo(c[j..]);
        }

        for (; j < length; j++)
        {
            double part = twice * (a[j] + (v1 * b[j]) + (three ? v2 * c[j] : 0));
            a[j] -= part;
            b[j] -= v1 * part;
            if (three)
                c[j] -= v2 * part;
        }
    }

    /// <summary>Columns k, k + 1 (and k + 2) mirrored on (1, v₁, v₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(double[] h, int size, int k, int from, int to, bool three, double v1, double v2, double twice)
    {
        for (int at = (from * size) + k, i = from; i <= to; i++, at += size)
        {
            double part = twice * (h[at] + (v1 * h[at + 1]) + (three ? v2 * h[at + 2] : 0));
            h[at] -= part;
            h[at + 1] -= v1 * part;
            if (three)
                h[at + 2] -= v2 * part;
        }
    }
}
