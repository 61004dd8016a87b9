using System.Numerics;
using System.Numerics.Tensors;

namespace FlrInterop.Numerics;

/// <summary>P A = L U of a square matrix with partial pivoting, in memory that is used again for one matrix after another.</summary>
/// <remarks>
/// Column by column in panels of eight. The triangles on the diagonal are kept inverted: a solution then goes from panel to panel by sums of columns,
/// instead of waiting for one unknown after another.
/// The lower ones, and with them U outside the panels, are kept with the other sign, so that what is taken off is added.
/// </remarks>
/// <typeparam name="T">The element, <see cref="double"/>, or <see cref="float"/> where solutions are refined.</typeparam>
internal sealed class LuFactors<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Panel = Columns<T>.Together;

    private readonly int _size;
    private readonly int _stride;
    private readonly T[] _factors;
    private readonly T[] _lower;
    private readonly T[] _upper;
    private readonly int[] _order;
    private readonly T[] _work;

    /// <summary>Room for matrices of a size.</summary>
    public LuFactors(int size)
    {
        _size = size;
        _stride = Columns<T>.Stride(size);
        _factors = new T[checked(size * _stride)];
        _lower = new T[_stride * Panel];
        _upper = new T[_stride * Panel];
        _order = new int[size];
        _work = new T[_stride];
    }

    /// <summary>A column of the matrix to factor, to be filled before it is factored.</summary>
    public Span<T> Column(int at) => _factors.AsSpan(at * _stride, _size);

    /// <summary>Factors the matrix whose columns were filled; false where it is singular.</summary>
    public bool Factor()
    {
        Span<T> product = stackalloc T[Panel];
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
                Forward(start, end, _factors.AsSpan(j * _stride, _stride), product);
        }

        return true;
    }

    /// <summary>A x = b.</summary>
    public void Solve(ReadOnlySpan<T> b, Span<T> x)
    {
        Span<T> work = _work, product = stackalloc T[Panel];
        for (int i = 0; i < _size; i++)
            work[i] = b[_order[i]];
        work[_size..].Clear();
        for (int start = 0; start < _size; start += Panel)
            Forward(start, Math.Min(start + Panel, _size), work, product);
        TensorPrimitives.Negate(work, work);
        for (int start = _stride - Panel; start >= 0; start -= Panel)
        {
            ByTriangle(_upper, start, work, product);
            Columns<T>.Add(work[..start], work[start..Math.Min(start + Panel, _size)], _factors.AsSpan(start * _stride), _stride);
        }

        work[.._size].CopyTo(x);
    }

    /// <summary>The columns of a panel: a pivot for each, taken off those to the right of it in the panel.</summary>
    private bool FactorPanel(int start, int end)
    {
        for (int k = start; k < end; k++)
        {
            Span<T> column = Column(k);
            int pivot = k + TensorPrimitives.IndexOfMaxMagnitude<T>(column[k..]);
            T largest = column[pivot];
            if (largest == T.Zero || !T.IsFinite(largest))
                return false;
            if (pivot != k)
                Exchange(pivot, k);
            Span<T> below = column[(k + 1)..];
            TensorPrimitives.Multiply(below, T.One / largest, below);
            for (int j = k + 1; j < end; j++)
            {
                Span<T> right = Column(j);
                TensorPrimitives.MultiplyAdd(below, -right[k], right[(k + 1)..], right[(k + 1)..]);
            }
        }

        return true;
    }

    /// <summary>−L⁻¹ of a panel's diagonal block on those rows, and what follows from it taken off the rows below.</summary>
    private void Forward(int start, int end, Span<T> column, Span<T> product)
    {
        ByTriangle(_lower, start, column, product);
        Columns<T>.Add(column[(start + Panel)..], column[start..end], _factors.AsSpan((start * _stride) + start + Panel), _stride);
    }

    /// <summary>The rows of a panel times an inverted triangle.</summary>
    private static void ByTriangle(T[] triangles, int start, Span<T> rows, Span<T> product)
    {
        Span<T> here = rows.Slice(start, Panel);
        product.Clear();
        Columns<T>.Add(product, here, triangles.AsSpan(start * Panel, Panel * Panel), Panel);
        product.CopyTo(here);
    }

    /// <summary>Inverts both triangles of a diagonal block, the lower one negated; places beyond the last row stay 0.</summary>
    private void InvertTriangles(int start, int end)
    {
        int width = end - start;
        Span<T> lower = _lower.AsSpan(start * Panel, Panel * Panel), upper = _upper.AsSpan(start * Panel, Panel * Panel);
        lower.Clear();
        upper.Clear();
        for (int j = 0; j < width; j++)
        {
            lower[(j * Panel) + j] = -T.One;
            for (int i = j + 1; i < width; i++)
            {
                T sum = T.Zero;
                for (int k = j; k < i; k++)
                    sum -= Block(i, k) * lower[(j * Panel) + k];
                lower[(j * Panel) + i] = sum;
            }

            upper[(j * Panel) + j] = T.One / Block(j, j);
            for (int i = j - 1; i >= 0; i--)
            {
                T sum = T.Zero;
                for (int k = i + 1; k <= j; k++)
                    sum -= Block(i, k) * upper[(j * Panel) + k];
                upper[(j * Panel) + i] = sum / Block(i, i);
            }
        }

        T Block(int row, int column) => _factors[((start + column) * _stride) + start + row];
    }

    private void Exchange(int a, int b)
    {
        for (int at = 0; at < _factors.Length; at += _stride)
            (_factors[at + a], _factors[at + b]) = (_factors[at + b], _factors[at + a]);
        (_order[a], _order[b]) = (_order[b], _order[a]);
    }
}
