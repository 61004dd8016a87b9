using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;
using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

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
                Sweep(h, size, first, last, Shifts(h, size, last, iteration % IterationsToAnotherShift == 0));
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

    /// <summary>
    /// The two shifts as the eigenvalues of a 2 × 2 matrix, its diagonal and the product of the rest: the last block; now and then another
    /// one, which leaves a cycle.
    /// </summary>
    private static (double Own, double Other, double Product) Shifts(double[] h, int size, int last, bool others)
    {
        int at = (last * size) + last;
        if (!others)
            return (h[at], h[at - size - 1], h[at - size] * h[at - 1]);
        double near = Math.Abs(h[at - 1]) + Math.Abs(h[at - size - 2]), moved = h[at] + (0.75 * near);
        return (moved, moved, -0.4375 * near * near);
    }

    /// <summary>
    /// The first column of (H − σ₁)(H − σ₂), of the active block from a row on: its three numbers, brought to a sum of 1. From differences, as
    /// the squares would cancel where the shifts are near.
    /// </summary>
    private static (double X, double Y, double Z) Bulge(double[] h, int size, int row, (double Own, double Other, double Product) shifts)
    {
        int at = (row * size) + row;
        double first = shifts.Own - h[at], second = shifts.Other - h[at], below = h[at + size];
        double x = (((first * second) - shifts.Product) / below) + h[at + 1], y = h[at + size + 1] - h[at] - first - second, z = h[at + (2 * size) + 1];
        double scale = Math.Abs(x) + Math.Abs(y) + Math.Abs(z);
        return (x / scale, y / scale, z / scale);
    }

    /// <summary>
    /// H ← QᵀH Q with Q's first column that of (H − σ₁)(H − σ₂), within the active block: a bulge of three rows is chased down. It begins as
    /// far down as two small entries below the diagonal allow: from above them, rounding would hide the shifts.
    /// </summary>
    private static void Sweep(double[] h, int size, int first, int last, (double Own, double Other, double Product) shifts)
    {
        int start = last - 2;
        (double x, double y, double z) = Bulge(h, size, start, shifts);
        for (; start > first; (x, y, z) = Bulge(h, size, --start, shifts))
        {
            int at = (start * size) + start;
            double around = Math.Abs(h[at - size - 1]) + Math.Abs(h[at]) + Math.Abs(h[at + size + 1]);
            if (Math.Abs(h[at - 1]) * (Math.Abs(y) + Math.Abs(z)) <= Rounding * Math.Abs(x) * around)
                break;
        }

        if (start > first)
            h[(start * size) + start - 1] *= -1;
        for (int k = start; k < last; k++)
        {
            bool three = k + 2 <= last;
            double length = Math.Sqrt((x * x) + (y * y) + (three ? z * z : 0));
            if (length > 0)
            {
                double lead = x + Math.CopySign(length, x);
                double v1 = y / lead, v2 = three ? z / lead : 0, twice = lead / Math.CopySign(length, x);
                Rows(h, size, k, Math.Max(start, k - 1), last, three, v1, v2, twice);
                Columns(h, size, k, first, Math.Min(k + 3, last), three, v1, v2, twice);
            }

            // What the mirror sends to 0, but for rounding.
            for (int row = k + 1; k > start && row <= Math.Min(k + 2, last); row++)
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
        ref double a = ref h[(k * size) + from], b = ref Unsafe.Add(ref a, size), c = ref Unsafe.Add(ref b, three ? size : 0);
        Register w1 = new(v1), w2 = new(v2), scale = new(twice);
        for (; j + Register.Count <= length; j += Register.Count)
        {
            Register p = Vector.LoadUnsafe(ref a, (nuint)j), q = Vector.LoadUnsafe(ref b, (nuint)j), r = Vector.LoadUnsafe(ref c, (nuint)j);
            Register part = three ? scale * (p + (w1 * q) + (w2 * r)) : scale * (p + (w1 * q));
            Vector.StoreUnsafe(p - part, ref a, (nuint)j);
            Vector.StoreUnsafe(q - (w1 * part), ref b, (nuint)j);
            if (three)
                Vector.StoreUnsafe(r - (w2 * part), ref c, (nuint)j);
        }

        for (; j < length; j++)
            Mirror(ref Unsafe.Add(ref a, j), ref Unsafe.Add(ref b, j), ref Unsafe.Add(ref c, j), three, v1, v2, twice);
    }

    /// <summary>Columns k, k + 1 (and k + 2) mirrored on (1, v₁, v₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(double[] h, int size, int k, int from, int to, bool three, double v1, double v2, double twice)
    {
        ref double a = ref h[(from * size) + k];
        if (!three)
        {
            for (int i = from; i <= to; i++, a = ref Unsafe.Add(ref a, size))
                Mirror(ref a, ref Unsafe.Add(ref a, 1), ref a, false, v1, v2, twice);
            return;
        }

        for (int i = from; i <= to; i++, a = ref Unsafe.Add(ref a, size))
        {
            double b = Unsafe.Add(ref a, 1), c = Unsafe.Add(ref a, 2), part = twice * Math.FusedMultiplyAdd(v2, c, Math.FusedMultiplyAdd(v1, b, a));
            a -= part;
            Unsafe.Add(ref a, 1) = Math.FusedMultiplyAdd(-v1, part, b);
            Unsafe.Add(ref a, 2) = Math.FusedMultiplyAdd(-v2, part, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mirror(ref double a, ref double b, ref double c, bool three, double v1, double v2, double twice)
    {
        double part = twice * (three ? a + (v1 * b) + (v2 * c) : a + (v1 * b));
        a -= part;
        b -= v1 * part;
        if (three)
            c -= v2 * part;
    }
}
