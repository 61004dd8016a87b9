using System.Globalization;
using System.Text.Json;

namespace FlrInterop.Tensors;

/// <summary>The canonical extension type arrow.fixed_shape_tensor: a fixed-size list whose metadata tells the shape, row-major.</summary>
internal static class TensorExtension
{
    public const string NameKey = "ARROW:extension:name";
    public const string MetadataKey = "ARROW:extension:metadata";
    public const string Name = "arrow.fixed_shape_tensor";

    public static string Encode(ReadOnlySpan<int> shape) => $$"""{"shape":[{{string.Join(",", shape.ToArray())}}]}""";

    /// <summary>The shape, checked against the length of the list.</summary>
    public static int[] Decode(string column, string? metadata, string listSize)
    {
        int[] shape;
        try
        {
            using JsonDocument json = JsonDocument.Parse(metadata ?? "");
            shape = [.. json.RootElement.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
            if (json.RootElement.TryGetProperty("permutation", out JsonElement order)
                && order.ValueKind == JsonValueKind.Array
                && !order.EnumerateArray().Select(axis => axis.GetInt32()).SequenceEqual(Enumerable.Range(0, shape.Length)))
            {
                throw new DataFormatException($"the tensor '{column}' has permuted axes, expected row-major order. Hint: np.ascontiguousarray");
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException and not DataFormatException)
        {
            throw new DataFormatException($"the tensor '{column}' has the metadata '{metadata}', expected JSON with a shape", error);
        }

        int count = NdShape.Count(shape);
        return listSize == count.ToString(CultureInfo.InvariantCulture)
            ? shape
            : throw new DataFormatException($"the tensor '{column}' has a list of {listSize} numbers for shape {NdShape.Text(shape)}, expected {count}");
    }
}
