using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.C;
using FlrInterop.Boundary;

namespace FlrInterop.Tables;

/// <summary>
/// Gives a table away as a struct array (a record batch). Apache.Arrow exports it; its two release callbacks are wrapped, so
/// that tables are counted like tensors.
/// </summary>
internal static unsafe class TableExport
{
    /// <summary>Writes both structures; the receiver owns them and must call their releases.</summary>
    public static void Write(RecordBatch table, CBlock* block)
    {
        // The exporter takes the batch's buffers over: a clone leaves the caller's as it was.
        using RecordBatch clone = table.Clone();
        CArrowSchemaExporter.ExportSchema(table.Schema, (CArrowSchema*)&block->Schema);
        CArrowArrayExporter.ExportRecordBatch(clone, (CArrowArray*)&block->Array);

        var schema = (WrappedSchema*)NativeMemory.Alloc((nuint)sizeof(WrappedSchema));
        schema->Release = block->Schema.Release;
        schema->PrivateData = block->Schema.PrivateData;
        block->Schema.Release = &ReleaseSchema;
        block->Schema.PrivateData = schema;
        LiveCounts.Exported(1);

        var array = (WrappedArray*)NativeMemory.Alloc((nuint)sizeof(WrappedArray));
        array->Release = block->Array.Release;
        array->PrivateData = block->Array.PrivateData;
        block->Array.Release = &ReleaseArray;
        block->Array.PrivateData = array;
        LiveCounts.Exported(1);
    }

    [UnmanagedCallersOnly]
    private static void ReleaseSchema(CSchema* schema)
    {
        var wrapped = (WrappedSchema*)schema->PrivateData;
        schema->Release = wrapped->Release;
        schema->PrivateData = wrapped->PrivateData;
        NativeMemory.Free(wrapped);
        schema->Release(schema);
        LiveCounts.Exported(-1);
    }

    [UnmanagedCallersOnly]
    private static void ReleaseArray(CArray* array)
    {
        var wrapped = (WrappedArray*)array->PrivateData;
        array->Release = wrapped->Release;
        array->PrivateData = wrapped->PrivateData;
        NativeMemory.Free(wrapped);
        array->Release(array);
        LiveCounts.Exported(-1);
    }

    private struct WrappedSchema
    {
        public delegate* unmanaged<CSchema*, void> Release;
        public void* PrivateData;
    }

    private struct WrappedArray
    {
        public delegate* unmanaged<CArray*, void> Release;
        public void* PrivateData;
    }
}
