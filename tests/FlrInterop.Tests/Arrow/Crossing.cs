using Apache.Arrow.C;
using FlrInterop.Boundary;
using FlrInterop.Tensors;

namespace FlrInterop.Tests.Arrow;

/// <summary>Plays the other side: lends rows of tensors and takes results over.</summary>
internal static unsafe class Crossing
{
    /// <summary>A row of tensors, exported by Apache.Arrow as another library would.</summary>
    public static void Lend(CBlock* block, params ReadOnlySpan<(string Name, NdArray<double> Values)> arrays)
    {
        var tensors = new TensorSet();
        foreach ((string name, NdArray<double> values) in arrays)
            tensors.Add(name, values);
        using var row = TensorRow.Make(tensors, new Dictionary<string, string>());
        CArrowSchemaExporter.ExportSchema(row.Schema, (CArrowSchema*)&block->Schema);
        CArrowArrayExporter.ExportRecordBatch(row, (CArrowArray*)&block->Array);
    }

    public static void Release(CBlock* block)
    {
        if (block->Array.Release is not null)
            block->Array.Release(&block->Array);
        if (block->Schema.Release is not null)
            block->Schema.Release(&block->Schema);
    }

    /// <summary>The address of a tensor's numbers.</summary>
    public static nint Address(CArray* tensor) => (nint)tensor->Children[0]->Buffers[1];

    public static nint Address(NdArray<double> values)
    {
        using var pin = values.Memory.Pin();
        return (nint)pin.Pointer;
    }
}
