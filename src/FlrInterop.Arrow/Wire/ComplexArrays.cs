using System.Numerics;
using System.Runtime.InteropServices;

namespace FlrInterop.Wire;

/// <summary>Complex numbers cross as float64 with one more axis, (…, 2): real and imaginary part.</summary>
internal static class ComplexArrays
{
    public static WireWriter Complex(this WireWriter writer, string name, NdArray<Complex> values) => writer.Array(name, Parts(values));

    /// <summary>Real and imaginary parts on a last axis of 2.</summary>
    public static NdArray<double> Parts(NdArray<Complex> values)
        => NdArray<double>.Copy(MemoryMarshal.Cast<Complex, double>(values.Span), [.. values.Shape, 2]);

    public static NdArray<Complex> Complex(this WireReader reader, string name)
    {
        NdArray<double> parts = reader.Array<double>(name);
        string what = $"{reader.What}.{name}";
        if (parts.Rank < 2 || parts.Shape[^1] != 2)
            throw new ShapeException($"{what} has shape {NdShape.Text(parts.Shape)}, expected (…, 2): real and imaginary part");
        return NdArray<Complex>.Copy(MemoryMarshal.Cast<double, Complex>(parts.Span), parts.Shape[..^1]);
    }
}
