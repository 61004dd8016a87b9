using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>P A = L U of a square matrix with partial pivoting, in memory that is used again for one matrix after another.</summary>
internal sealed class LuFactors(int size)
{
    private readonly double[] _factors = new double[checked(size * size)];
    private readonly int[] _order = new int[size];

    /// <summary>The matrix to factor, row-major; overwritten by its factors.</summary>
    public Span<double> Matrix => _factors;

    /// <summary>Factors what <see cref="Matrix"/> holds; false where it is singular.</summary>
    public bool Factor()
    {
        for (int i = 0; i < size; i++)
            _order[i] = i;
        for (int k = 0; k < size; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < size; i++)
            {
                if (Math.Abs(_factors[(i * size) + k]) > Math.Abs(_factors[(pivot * size) + k]))
                    pivot = i;
            }

            double largest = _factors[(pivot * size) + k];
            if (largest == 0 || !double.IsFinite(largest))
                return false;
            if (pivot != k)
                Exchange(pivot, k);
            Eliminate(k, 1 / largest);
        }

        return true;
    }

    /// <summary>A x = b.</summary>
    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        for (int i = 0; i < size; i++)
            x[i] = b[_order[i]] - TensorPrimitives.Dot(_factors.AsSpan(i * size, i), x[..i]);
        for (int i = size - 1; i >= 0; i--)
        {
            int right = i + 1;
            double rest = TensorPrimitives.Dot(_factors.AsSpan((i * size) + right, size - right), x[right..]);
            x[i] = (x[i] - rest) / _factors[(i * size) + i];
        }
    }

    /// <summary>Takes a pivot's row off the rows below, so many times each as its first element says; rows are too short for a call each.</summary>
    private void Eliminate(int pivot, double scale)
    {
        ref double start = ref MemoryMarshal.GetArrayDataReference(_factors);
        ref double top = ref Unsafe.Add(ref start, (pivot * size) + pivot + 1);
        int length = size - pivot - 1, whole = length - (length % Vector<double>.Count);
        for (int i = pivot + 1; i < size; i++)
        {
            ref double first = ref Unsafe.Add(ref start, (i * size) + pivot);
            first *= scale;
            double factor = -first;
            ref double row = ref Unsafe.Add(ref first, 1);
            var factors = new Vector<double>(factor);
            int j = 0;
            for (; j < whole; j += Vector<double>.Count)
            {
                Vector<double> below = Vector.LoadUnsafe(ref row, (nuint)j);
                Vector.StoreUnsafe(Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref top, (nuint)j), factors, below), ref row, (nuint)j);
            }

            for (; j < length; j++)
                Unsafe.Add(ref row, j) = Math.FusedMultiplyAdd(Unsafe.Add(ref top, j), factor, Unsafe.Add(ref row, j));
        }
    }

    private void Exchange(int a, int b)
    {
        Span<double> first = _factors.AsSpan(a * size, size), second = _factors.AsSpan(b * size, size);
        for (int j = 0; j < size; j++)
            (first[j], second[j]) = (second[j], first[j]);
        (_order[a], _order[b]) = (_order[b], _order[a]);
    }
}
