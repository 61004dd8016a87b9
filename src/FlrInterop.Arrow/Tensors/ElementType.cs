using Apache.Arrow.Types;
using FlrInterop.Boundary;

namespace FlrInterop.Tensors;

/// <summary>A number format that crosses the boundary.</summary>
internal abstract unsafe class ElementType
{
    private static readonly ElementType[] Known =
    [
        new ElementType<double>("float64", "g", DoubleType.Default),
        new ElementType<float>("float32", "f", FloatType.Default),
        new ElementType<long>("int64", "l", Int64Type.Default),
        new ElementType<int>("int32", "i", Int32Type.Default),
        new ElementType<byte>("uint8", "C", UInt8Type.Default),
    ];

    private protected ElementType(string name, string format, int size, IArrowType arrow)
    {
        Name = name;
        Format = format;
        Size = size;
        Arrow = arrow;
    }

    /// <summary>As NumPy writes it.</summary>
    public string Name { get; }

    /// <summary>As the Arrow C data interface writes it.</summary>
    public string Format { get; }

    /// <summary>Bytes a number.</summary>
    public int Size { get; }

    public IArrowType Arrow { get; }

    public static ElementType Of<T>()
        where T : unmanaged
        => Array.Find(Known, type => type is ElementType<T>)
            ?? throw new ParameterException($"an array of {typeof(T).Name} cannot cross, expected one of: {Names}");

    public static ElementType OfFormat(string what, string format)
        => Array.Find(Known, type => type.Format == format)
            ?? throw new DataFormatException($"{what} has the Arrow format '{format}', expected one of: {Names}");

    public static ElementType OfArrow(string what, IArrowType arrow)
        => Array.Find(Known, type => type.Arrow.TypeId == arrow.TypeId)
            ?? throw new DataFormatException($"{what} has the Arrow type {arrow.Name}, expected one of: {Names}");

    /// <summary>A tensor over the caller's memory.</summary>
    public abstract Tensor Borrow(BorrowedBatch owner, byte* start, int[] shape);

    /// <summary>A tensor with a copy of the bytes.</summary>
    public abstract Tensor Copy(ReadOnlySpan<byte> bytes, int[] shape);

    private static string Names => string.Join(", ", Known.Select(type => type.Name));
}
