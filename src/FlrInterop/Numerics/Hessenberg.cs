using System.Numerics.Tensors;

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

            // All rows are walked, never columns: once for vᵀA, once to take it off and to mirror from the right.
            w.Clear();
            for (int i = 0; i < length; i++)
                TensorPrimitives.MultiplyAdd(matrix.AsSpan(((first + i) * size) + first, length), v[i], w, w);
            for (int i = 0; i < size; i++)
            {
                Span<double> row = matrix.AsSpan((i * size) + first, length);
                if (i >= first)
                    TensorPrimitives.MultiplyAdd(w, -scale * v[i - first], row, row);
                TensorPrimitives.MultiplyAdd(v, -scale * TensorPrimitives.Dot<double>(row, v), row, row);
            }

            matrix[(first * size) + k] = other;
            for (int i = first + 1; i < size; i++)
                matrix[(i * size) + k] = 0;
        }
    }
}
