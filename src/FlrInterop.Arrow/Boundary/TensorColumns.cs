using System.Runtime.InteropServices;
using FlrInterop.Tensors;

namespace FlrInterop.Boundary;

/// <summary>Reads the columns of a lent batch: checks each schema, then wraps the numbers' address.</summary>
internal static unsafe class TensorColumns
{
    public static void Read(BorrowedBatch batch, CSchema* schema, CArray* array)
    {
        string format = Text(schema->Format);
        if (format != "+s")
            throw new DataFormatException($"the inputs have Arrow format '{format}', expected a struct '+s' (a record batch)");
        if (array->Length != 1)
            throw new DataFormatException($"the inputs have {array->Length} rows, expected 1: a row of tensors");
        if (schema->ChildCount != array->ChildCount)
            throw new DataFormatException($"the inputs' schema has {schema->ChildCount} columns but its array {array->ChildCount}");
        for (long i = 0; i < schema->ChildCount; i++)
            Add(batch, schema->Children[i], array->Children[i], array->Offset);
    }

    private static void Add(BorrowedBatch batch, CSchema* schema, CArray* array, long row)
    {
        string name = Text(schema->Name);
        int[] shape = Shape(name, schema);
        ElementType element = ElementType.OfFormat(name, Text(schema->Children[0]->Format));
        CArray* items = array->Children[0];
        if (HasNull(array, array->Offset + row) || (items->NullCount != 0 && items->Buffers[0] is not null))
            throw new DataFormatException($"the tensor '{name}' has missing values (Arrow nulls), expected none");
        int count = NdShape.Count(shape);
        long first = checked(((array->Offset + row) * count) + items->Offset);
        if (items->Length < checked(((array->Offset + row) + 1) * count))
            throw new DataFormatException($"the tensor '{name}' has {items->Length} numbers, expected {count}");
        byte* start = (byte*)items->Buffers[1] + (first * element.Size);
        if ((nint)start % element.Size != 0)
            throw new DataFormatException($"the tensor '{name}' lies at an address that is no multiple of {element.Size} bytes");
        batch.Tensors.Add(name, element.Borrow(batch, start, shape));
    }

    private static int[] Shape(string name, CSchema* schema)
    {
        string format = Text(schema->Format);
        Dictionary<string, string> metadata = SchemaMetadata.Decode(schema->Metadata);
        if (!format.StartsWith("+w:", StringComparison.Ordinal) || metadata.GetValueOrDefault(TensorExtension.NameKey) != TensorExtension.Name)
            throw new DataFormatException($"the column '{name}' has Arrow format '{format}', expected a fixed-size list with the extension {TensorExtension.Name}");
        return TensorExtension.Decode(name, metadata.GetValueOrDefault(TensorExtension.MetadataKey), format[3..]);
    }

    private static bool HasNull(CArray* array, long at)
    {
        var validity = (byte*)array->Buffers[0];
        return array->NullCount != 0 && validity is not null && (validity[at / 8] >> (int)(at % 8) & 1) == 0;
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
