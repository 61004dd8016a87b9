using System.Numerics.Tensors;

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
            ReadOnlySpan<double> top = _factors.AsSpan((k * size) + k + 1, size - k - 1);
            for (int i = k + 1; i < size; i++)
            {
                double factor = _factors[(i * size) + k] /= largest;
                Span<double> row = _factors.AsSpan((i * size) + k + 1, size - k - 1);
                TensorPrimitives.MultiplyAdd(top, -factor, row, row);
            }
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

    private void Exchange(int a, int b)
    {
        Span<double> first = _factors.AsSpan(a * size, size), second = _factors.AsSpan(b * size, size);
        for (int j = 0; j < size; j++)
            (first[j], second[j]) = (second[j], first[j]);
        (_order[a], _order[b]) = (_order[b], _order[a]);
    }
}
