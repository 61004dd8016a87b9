using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlrInterop.Numerics;

/// <summary>Sums of columns, y += Σ a_k c_k: what products, triangular solutions and factorisations of small matrices are made of.</summary>
/// <remarks>
/// Columns have no sums across a register, and eight at once read and write y an eighth as often. Each element is summed with k ascending,
/// one fused multiply-add a term, so that its bits do not depend on the register.
/// </remarks>
/// <typeparam name="T">The element, <see cref="double"/> or <see cref="float"/>.</typeparam>
internal static class Columns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many columns are best taken together.</summary>
    public const int Together = 8;

    /// <summary>The distance between columns of that many rows: whole registers, so that there is seldom an end to be dealt with.</summary>
    public static int Stride(int rows) => (rows + Together - 1) / Together * Together;

    /// <summary>y += Σ a_k c_k.</summary>
    /// <param name="y">The sum; as many rows as it has are summed.</param>
    /// <param name="a">One factor a column.</param>
    /// <param name="columns">The columns, from the first row that is summed on.</param>
    /// <param name="stride">From a column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<T> y, ReadOnlySpan<T> a, ReadOnlySpan<T> columns, int stride)
    {
        if (y.IsEmpty || a.IsEmpty)
            return;
        if (columns.Length < ((a.Length - 1) * stride) + y.Length)
            throw new ArgumentException("there are fewer columns than factors");
        ref T sum = ref MemoryMarshal.GetReference(y);
        ref T first = ref MemoryMarshal.GetReference(columns);
        int k = 0;
        for (; k + Together <= a.Length; k += Together)
            AddEight(ref sum, ref Unsafe.Add(ref first, k * stride), (nuint)stride, a.Slice(k, Together), y.Length);
        if (k + 4 <= a.Length)
        {
            AddFour(ref sum, ref Unsafe.Add(ref first, k * stride), (nuint)stride, a.Slice(k, 4), y.Length);
            k += 4;
        }

        for (; k < a.Length; k++)
            AddOne(ref sum, ref Unsafe.Add(ref first, k * stride), a[k], y.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEight(ref T y, ref T c, nuint stride, ReadOnlySpan<T> a, int rows)
    {
        ref T c1 = ref Unsafe.Add(ref c, stride), c2 = ref Unsafe.Add(ref c1, stride), c3 = ref Unsafe.Add(ref c2, stride);
        ref T c4 = ref Unsafe.Add(ref c3, stride), c5 = ref Unsafe.Add(ref c4, stride), c6 = ref Unsafe.Add(ref c5, stride);
        ref T c7 = ref Unsafe.Add(ref c6, stride);
        var a0 = new Vector<T>(a[0]);
        var a1 = new Vector<T>(a[1]);
        var a2 = new Vector<T>(a[2]);
        var a3 = new Vector<T>(a[3]);
        var a4 = new Vector<T>(a[4]);
        var a5 = new Vector<T>(a[5]);
        var a6 = new Vector<T>(a[6]);
        var a7 = new Vector<T>(a[7]);
        nuint i = 0, width = (nuint)Vector<T>.Count, whole = (nuint)rows - ((nuint)rows % width);
        for (; i < whole; i += width)
        {
            Vector<T> sum = Vector.LoadUnsafe(ref y, i);
            sum = Fma(a0, Vector.LoadUnsafe(ref c, i), sum);
            sum = Fma(a1, Vector.LoadUnsafe(ref c1, i), sum);
            sum = Fma(a2, Vector.LoadUnsafe(ref c2, i), sum);
            sum = Fma(a3, Vector.LoadUnsafe(ref c3, i), sum);
            sum = Fma(a4, Vector.LoadUnsafe(ref c4, i), sum);
            sum = Fma(a5, Vector.LoadUnsafe(ref c5, i), sum);
            sum = Fma(a6, Vector.LoadUnsafe(ref c6, i), sum);
            sum = Fma(a7, Vector.LoadUnsafe(ref c7, i), sum);
            Vector.StoreUnsafe(sum, ref y, i);
        }

        AddRest(ref y, ref c, stride, a, i, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref T y, ref T c, nuint stride, ReadOnlySpan<T> a, int rows)
    {
        ref T c1 = ref Unsafe.Add(ref c, stride), c2 = ref Unsafe.Add(ref c1, stride), c3 = ref Unsafe.Add(ref c2, stride);
        var a0 = new Vector<T>(a[0]);
        var a1 = new Vector<T>(a[1]);
        var a2 = new Vector<T>(a[2]);
        var a3 = new Vector<T>(a[3]);
        nuint i = 0, width = (nuint)Vector<T>.Count, whole = (nuint)rows - ((nuint)rows % width);
        for (; i < whole; i += width)
        {
            Vector<T> sum = Vector.LoadUnsafe(ref y, i);
            sum = Fma(a0, Vector.LoadUnsafe(ref c, i), sum);
            sum = Fma(a1, Vector.LoadUnsafe(ref c1, i), sum);
            sum = Fma(a2, Vector.LoadUnsafe(ref c2, i), sum);
            sum = Fma(a3, Vector.LoadUnsafe(ref c3, i), sum);
            Vector.StoreUnsafe(sum, ref y, i);
        }

        AddRest(ref y, ref c, stride, a, i, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(ref T y, ref T c, T a, int rows)
    {
        var factor = new Vector<T>(a);
        nuint i = 0, width = (nuint)Vector<T>.Count, whole = (nuint)rows - ((nuint)rows % width);
        for (; i < whole; i += width)
            Vector.StoreUnsafe(Fma(factor, Vector.LoadUnsafe(ref c, i), Vector.LoadUnsafe(ref y, i)), ref y, i);
        for (; i < (nuint)rows; i++)
            Unsafe.Add(ref y, i) = T.FusedMultiplyAdd(a, Unsafe.Add(ref c, i), Unsafe.Add(ref y, i));
    }

    /// <summary>The rows that fill no register.</summary>
    private static void AddRest(ref T y, ref T c, nuint stride, ReadOnlySpan<T> a, nuint from, int rows)
    {
        for (nuint i = from; i < (nuint)rows; i++)
        {
            T sum = Unsafe.Add(ref y, i);
            for (int k = 0; k < a.Length; k++)
                sum = T.FusedMultiplyAdd(a[k], Unsafe.Add(ref c, ((nuint)k * stride) + i), sum);
            Unsafe.Add(ref y, i) = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Fma(Vector<T> a, Vector<T> b, Vector<T> c)
        => typeof(T) == typeof(double)
            ? Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>()
            : Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>();
}
