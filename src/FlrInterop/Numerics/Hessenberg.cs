using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>The similar matrix QᵀA Q that is 0 below its first subdiagonal, by Householder reflections. Golub &amp; Van Loan, Matrix Computations, 4th ed. (2013), §7.4.3.</summary>
internal static class Hessenberg
{
    /// <summary>Overwrites a square matrix, row-major.</summary>
    public static void Reduce(double[] matrix, int size)
    {
        double[] mirror = new double[size], sums = new double[size];
        for (int k = 0; k < size - 2; k++)
        {
            int first = k + 1, length = size - first;
            Span<double> v = mirror.AsSpan(0, length), w = sums.AsSpan(0, length);
            for (int i = 0; i < length; i++)
                v[i] = matrix[((first + i) * size) + k];
            double norm = TensorPrimitives.Norm<double>(v), lead = v[0], other = lead > 0 ? -norm : norm;
            if (norm == Math.Abs(lead))
                continue;
            v[0] -= other;
            double scale = 1 / ((norm * norm) - (other * lead));

            // All rows are walked, never columns: w = vᵀA, then A − s v wᵀ mirrored from the right, whose product with v needs no third walk.
            w.Clear();
            Columns<double>.Add(w, v, matrix.AsSpan((first * size) + first), size);
            double both = scale * TensorPrimitives.Dot<double>(w, v);
            for (int i = 0; i < size; i++)
            {
                Span<double> row = matrix.AsSpan((i * size) + first, length);
                double mirrored = i < first ? 0 : v[i - first];
                AddTwo(row, -scale * mirrored, w, -scale * (TensorPrimitives.Dot<double>(row, v) - (both * mirrored)), v);
            }

            matrix[(first * size) + k] = other;
            for (int i = first + 1; i < size; i++)
                matrix[(i * size) + k] = 0;
        }
    }

    /// <summary>row += a · w + b · v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwo(Span<double> row, double a, ReadOnlySpan<double> w, double b, ReadOnlySpan<double> v)
    {
        ref double to = ref MemoryMarshal.GetReference(row), first = ref MemoryMarshal.GetReference(w), second = ref MemoryMarshal.GetReference(v);
        Vector<double> ofFirst = new(a), ofSecond = new(b);
        int j = 0;
        for (; j + Vector<double>.Count <= row.Length; j += Vector<double>.Count)
        {
            Vector<double> sum = Vector.FusedMultiplyAdd(ofFirst, Vector.LoadUnsafe(ref first, (nuint)j), Vector.LoadUnsafe(ref to, (nuint)j));
            Vector.StoreUnsafe(Vector.FusedMultiplyAdd(ofSecond, Vector.LoadUnsafe(ref second, (nuint)j), sum), ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
            row[j] = Math.FusedMultiplyAdd(b, v[j], Math.FusedMultiplyAdd(a, w[j], row[j]));
    }
}
