using System.Numerics.Tensors;

namespace FlrInterop.Numerics;

/// <summary>P A = L U of a square matrix with partial pivoting, in memory that is used again for one matrix after another.</summary>
/// <remarks>
/// Column by column in panels of eight. The triangles on the diagonal are kept inverted: a solution then goes from panel to panel by sums of columns,
/// instead of waiting for one unknown after another.
/// </remarks>
internal sealed class LuFactors
{
    private const int Panel = Columns.Together;

    private readonly int _size;
    private readonly int _stride;
    private readonly double[] _factors;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int[] _order;
    private readonly double[] _work;

    /// <summary>Room for matrices of a size.</summary>
    public LuFactors(int size)
    {
        _size = size;
        _stride = Columns.Stride(size);
        _factors = new double[checked(size * _stride)];
        _lower = new double[_stride * Panel];
        _upper = new double[_stride * Panel];
        _order = new int[size];
        _work = new double[_stride];
    }

    /// <summary>A column of the matrix to factor, to be filled before it is factored.</summary>
    public Span<double> Column(int at) => _factors.AsSpan(at * _stride, _size);

    /// <summary>Factors the matrix whose columns were filled; false where it is singular.</summary>
    public bool Factor()
    {
        for (int i = 0; i < _size; i++)
        {
            _order[i] = i;
            _factors.AsSpan((i * _stride) + _size, _stride - _size).Clear();
        }

        for (int start = 0; start < _size; start += Panel)
        {
            int end = Math.Min(start + Panel, _size);
            if (!FactorPanel(start, end))
                return false;
            InvertTriangles(start, end);
            for (int j = end; j < _size; j++)
                Forward(start, end, _factors.AsSpan(j * _stride, _stride));
        }

        return true;
    }

    /// <summary>A x = b.</summary>
    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        Span<double> work = _work, factors = stackalloc double[Panel];
        for (int i = 0; i < _size; i++)
            work[i] = b[_order[i]];
        work[_size..].Clear();
        for (int start = 0; start < _size; start += Panel)
            Forward(start, Math.Min(start + Panel, _size), work);
        for (int start = _stride - Panel; start >= 0; start -= Panel)
        {
            int end = Math.Min(start + Panel, _size);
            ByTriangle(_upper, start, work, factors);
            Columns.Add(work[..start], factors[..(end - start)], _factors.AsSpan(start * _stride), _stride);
        }

        work[.._size].CopyTo(x);
    }

    /// <summary>The columns of a panel: a pivot for each, taken off those to the right of it in the panel.</summary>
    private bool FactorPanel(int start, int end)
    {
        for (int k = start; k < end; k++)
        {
            Span<double> column = Column(k);
            int pivot = k + TensorPrimitives.IndexOfMaxMagnitude<double>(column[k..]);
            double largest = column[pivot];
            if (largest == 0 || !double.IsFinite(largest))
                return false;
            if (pivot != k)
                Exchange(pivot, k);
            Span<double> below = column[(k + 1)..];
            TensorPrimitives.Multiply(below, 1 / largest, below);
            for (int j = k + 1; j < end; j++)
            {
                Span<double> right = Column(j);
                TensorPrimitives.MultiplyAdd(below, -right[k], right[(k + 1)..], right[(k + 1)..]);
            }
        }

        return true;
    }

    /// <summary>L⁻¹ of a panel's diagonal block on those rows, and what follows from it taken off the rows below.</summary>
    private void Forward(int start, int end, Span<double> column)
    {
        Span<double> factors = stackalloc double[Panel];
        ByTriangle(_lower, start, column, factors);
        Columns.Add(column[(start + Panel)..], factors[..(end - start)], _factors.AsSpan((start * _stride) + start + Panel), _stride);
    }

    /// <summary>The rows of a panel times an inverted triangle, and less that as factors.</summary>
    private static void ByTriangle(double[] triangles, int start, Span<double> rows, Span<double> factors)
    {
        Span<double> here = rows.Slice(start, Panel);
        factors.Clear();
        Columns.Add(factors, here, triangles.AsSpan(start * Panel, Panel * Panel), Panel);
        factors.CopyTo(here);
        TensorPrimitives.Negate(factors, factors);
    }

    /// <summary>Inverts both triangles of a diagonal block; places beyond the last row stay 0.</summary>
    private void InvertTriangles(int start, int end)
    {
        int width = end - start;
        Span<double> lower = _lower.AsSpan(start * Panel, Panel * Panel), upper = _upper.AsSpan(start * Panel, Panel * Panel);
        lower.Clear();
        upper.Clear();
        for (int j = 0; j < width; j++)
        {
            lower[(j * Panel) + j] = 1;
            for (int i = j + 1; i < width; i++)
            {
                double sum = 0;
                for (int k = j; k < i; k++)
                    sum -= Block(i, k) * lower[(j * Panel) + k];
                lower[(j * Panel) + i] = sum;
            }

            upper[(j * Panel) + j] = 1 / Block(j, j);
            for (int i = j - 1; i >= 0; i--)
            {
                double sum = 0;
                for (int k = i + 1; k <= j; k++)
                    sum -= Block(i, k) * upper[(j * Panel) + k];
                upper[(j * Panel) + i] = sum / Block(i, i);
            }
        }

        double Block(int row, int column) => _factors[((start + column) * _stride) + start + row];
    }

    private void Exchange(int a, int b)
    {
        for (int at = 0; at < _factors.Length; at += _stride)
            (_factors[at + a], _factors[at + b]) = (_factors[at + b], _factors[at + a]);
        (_order[a], _order[b]) = (_order[b], _order[a]);
    }
}
