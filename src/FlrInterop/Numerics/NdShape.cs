using System.Globalization;

namespace FlrInterop;

/// <summary>Shapes of row-major arrays.</summary>
internal static class NdShape
{
    /// <summary>The number of elements; throws where it does not fit one array.</summary>
    public static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int length in shape)
        {
            if (length < 0)
                throw new ShapeException($"a shape holds {length}, expected lengths of 0 or more");
            count = checked(count * length);
        }

        return count <= Array.MaxLength
            ? (int)count
            : throw new ShapeException(
                $"an array of shape {Text(shape)} has {count} elements, expected at most {Array.MaxLength}. Hint: use fewer trials, or record less often");
    }

    /// <summary>As Python writes a shape: (3,), (2, 5).</summary>
    public static string Text(ReadOnlySpan<int> shape)
    {
        var parts = new List<string>();
        foreach (int length in shape)
            parts.Add(length < 0 ? "any" : length.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";
    }
}
