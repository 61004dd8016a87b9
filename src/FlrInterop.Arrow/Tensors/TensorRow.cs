using Apache.Arrow;
using Apache.Arrow.Types;

namespace FlrInterop.Tensors;

/// <summary>Named tensors as a record batch of one row, and back.</summary>
internal static class TensorRow
{
    /// <summary>A batch over the tensors' own memory, without a copy.</summary>
    public static RecordBatch Make(TensorSet tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var fields = new List<Field>();
        var columns = new List<IArrowArray>();
        foreach (string name in tensors.Names)
        {
            Tensor tensor = tensors.Find(name);
            int count = NdShape.Count(tensor.Shape);
            var type = new FixedSizeListType(new Field("item", tensor.Element.Arrow, nullable: true), count);
            var extension = new Dictionary<string, string>
            {
                [TensorExtension.NameKey] = TensorExtension.Name,
                [TensorExtension.MetadataKey] = TensorExtension.Encode(tensor.Shape),
            };
            fields.Add(new Field(name, type, nullable: false, extension));
            var items = new ArrayData(tensor.Element.Arrow, count, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(tensor.Bytes)]);
            columns.Add(new FixedSizeListArray(new ArrayData(type, 1, 0, 0, [ArrowBuffer.Empty], [items])));
        }

        return new RecordBatch(new Schema(fields, metadata), columns, 1);
    }

    /// <summary>Copies of a row's tensors.</summary>
    public static TensorSet Read(RecordBatch row)
    {
        if (row.Length != 1)
            throw new DataFormatException($"the file has {row.Length} rows, expected 1: a row of tensors");
        var tensors = new TensorSet();
        for (int i = 0; i < row.ColumnCount; i++)
        {
            Field field = row.Schema.GetFieldByIndex(i);
            string? extension = field.Metadata?.GetValueOrDefault(TensorExtension.NameKey);
            if (extension != TensorExtension.Name || row.Column(i) is not FixedSizeListArray list)
                throw new DataFormatException($"the column '{field.Name}' is no tensor, expected the extension {TensorExtension.Name}");
            var type = (FixedSizeListType)list.Data.DataType;
            int[] shape = TensorExtension.Decode(field.Name, field.Metadata![TensorExtension.MetadataKey], $"{type.ListSize}");
            ArrayData items = list.Data.Children[0];
            ElementType element = ElementType.OfArrow($"the tensor '{field.Name}'", items.DataType);
            if (items.NullCount > 0)
                throw new DataFormatException($"the tensor '{field.Name}' has missing values, expected none");
            ReadOnlySpan<byte> bytes = items.Buffers[1].Span[((items.Offset + (list.Offset * type.ListSize)) * element.Size)..];
            tensors.Add(field.Name, element.Copy(bytes, shape));
        }

        return tensors;
    }
}
