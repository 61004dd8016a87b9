using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// A read-only array of any number of axes in row-major (C) order: what every noun of this library holds its numbers in.
/// </summary>
/// <remarks>
/// Either memory of its own (64-byte aligned, pinned, owned by the garbage collector, so that a span of it can never dangle and
/// its address can be handed to Arrow), or memory borrowed from its maker, who keeps it alive and unchanged.
/// </remarks>
/// <typeparam name="T">The element type: <see cref="double"/>, <see cref="float"/>, <see cref="int"/>, <see cref="long"/> or <see cref="byte"/>.</typeparam>
public sealed class NdArray<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly int[] _shape;

    /// <summary>An array over memory that the caller keeps alive and does not change.</summary>
    /// <param name="memory">The elements in row-major order; not copied.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <exception cref="ShapeException">The shape does not have as many elements as the memory.</exception>
    public NdArray(ReadOnlyMemory<T> memory, params ReadOnlySpan<int> shape)
    {
        if (NdShape.Count(shape) != memory.Length)
            throw new ShapeException($"{memory.Length} elements were given for shape {NdShape.Text(shape)}, expected {NdShape.Count(shape)}");
        Memory = memory;
        _shape = shape.ToArray();
    }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<T> Memory { get; }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlySpan<T> Span => Memory.Span;

    /// <summary>The length of each axis.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of axes.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of elements.</summary>
    public int Length => Memory.Length;

    /// <summary>The element of an array with one axis.</summary>
    /// <param name="index">The place.</param>
    public T this[int index] => Rank == 1 ? Span[index] : throw new ShapeException($"one index was given for an array of shape {NdShape.Text(_shape)}");

    /// <summary>The element of an array with two axes.</summary>
    /// <param name="row">The place on the first axis.</param>
    /// <param name="column">The place on the second axis.</param>
    public T this[int row, int column]
    {
        get
        {
            if (Rank != 2)
                throw new ShapeException($"two indices were given for an array of shape {NdShape.Text(_shape)}");
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_shape[1], nameof(column));
            return Span[(row * _shape[1]) + column];
        }
    }

    /// <summary>A new array of its own memory, and the span to fill it through.</summary>
    /// <param name="values">The elements to fill, not cleared.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <returns>The array.</returns>
    public static NdArray<T> Create(out Span<T> values, params ReadOnlySpan<int> shape)
    {
        NdArray<T> made = Create(out Memory<T> memory, shape);
        values = memory.Span;
        return made;
    }

    /// <summary>A new array of its own memory, and the memory to fill it through.</summary>
    /// <param name="memory">The elements to fill, not cleared.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <returns>The array.</returns>
    public static NdArray<T> Create(out Memory<T> memory, params ReadOnlySpan<int> shape)
    {
        int count = NdShape.Count(shape);
        int slack = Alignment / Unsafe.SizeOf<T>();
        T[] store = GC.AllocateUninitializedArray<T>(checked(count + slack), pinned: true);
        nint start = Marshal.UnsafeAddrOfPinnedArrayElement(store, 0);
        int offset = (int)((((start + Alignment - 1) & ~(Alignment - 1)) - start) / Unsafe.SizeOf<T>());
        memory = store.AsMemory(offset, count);
        return new NdArray<T>(memory, shape);
    }

    /// <summary>A copy of the given elements.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <returns>The array.</returns>
    public static NdArray<T> Copy(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
    {
        if (NdShape.Count(shape) != values.Length)
            throw new ShapeException($"{values.Length} elements were given for shape {NdShape.Text(shape)}, expected {NdShape.Count(shape)}");
        NdArray<T> made = Create(out Span<T> target, shape);
        values.CopyTo(target);
        return made;
    }

    /// <summary>The part at one place of the first axis, without a copy.</summary>
    /// <param name="index">The place on the first axis.</param>
    /// <returns>An array with one axis less.</returns>
    public NdArray<T> At(int index)
    {
        if (Rank < 2)
            throw new ShapeException($"an array of shape {NdShape.Text(_shape)} has no parts, expected two axes or more");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_shape[0], nameof(index));
        int part = Length / _shape[0];
        return new NdArray<T>(Memory.Slice(index * part, part), _shape.AsSpan(1));
    }

    /// <summary>A row of an array with two axes, without a copy.</summary>
    /// <param name="index">The row.</param>
    /// <returns>Its elements.</returns>
    public ReadOnlySpan<T> Row(int index) => At(index).Span;

    /// <summary>A copy with one axis.</summary>
    /// <returns>The elements in row-major order.</returns>
    public T[] ToArray() => Span.ToArray();

    /// <inheritdoc/>
    public override string ToString() => $"{typeof(T).Name}{NdShape.Text(_shape)}";
}

/// <summary>From this library's arrays to MathNet's and back.</summary>
public static class NdArrayMathNet
{
    /// <summary>A MathNet copy of an array with two axes.</summary>
    /// <param name="array">The array, shape (rows, columns).</param>
    /// <returns>The matrix.</returns>
    public static Matrix<double> ToMatrix(this NdArray<double> array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Require.Shape(array.Shape, nameof(array), "(rows, columns)", -1, -1);
        return Matrix<double>.Build.DenseOfRowMajor(array.Shape[0], array.Shape[1], array.ToArray());
    }

    /// <summary>A copy of a MathNet matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>The array, shape (rows, columns).</returns>
    public static NdArray<double> ToNdArray(this Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return NdArray<double>.Copy(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
    }
}
