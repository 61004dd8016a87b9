using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace FlrInterop.Tables;

/// <summary>An Arrow IPC file as columns of numbers and of text.</summary>
internal sealed class ColumnTable
{
    private readonly Dictionary<string, double[]> _numbers = [];
    private readonly Dictionary<string, string[]> _texts = [];
    private readonly string _what;

    private ColumnTable(string what, Schema schema, List<RecordBatch> batches)
    {
        _what = what;
        Rows = batches.Sum(batch => batch.Length);
        Metadata = schema.Metadata ?? new Dictionary<string, string>();
        Names = [.. schema.FieldsList.Select(field => field.Name)];
        for (int place = 0; place < Names.Count; place++)
        {
            List<IArrowArray> parts = batches.ConvertAll(batch => batch.Column(place));
            if (parts.All(part => part is StringArray or LargeStringArray or StringViewArray))
                _texts[Names[place]] = [.. parts.SelectMany(Texts)];
            else if (parts.All(IsNumbers))
                _numbers[Names[place]] = [.. parts.SelectMany(Numbers)];
        }
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The names of all columns, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the file says beside its columns.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="DataFormatException">It is no Arrow IPC file.</exception>
    public static ColumnTable Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            using var reader = new ArrowFileReader(stream);
            var batches = new List<RecordBatch>();
            while (reader.ReadNextRecordBatch() is { } batch)
                batches.Add(batch);
            return new ColumnTable(Path.GetFileName(path), reader.Schema, batches);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException or ArgumentException and not IFlrError)
        {
            throw new DataFormatException($"'{path}' is no Arrow IPC file, expected a table of a session", error);
        }
    }

    public bool Has(string name) => _numbers.ContainsKey(name) || _texts.ContainsKey(name);

    /// <summary>The columns prefix_1, prefix_2 … in the order of their numbers.</summary>
    public string[] Numbered(string prefix)
        => [.. Names.Where(name => Place(name, prefix) > 0).OrderBy(name => Place(name, prefix))];

    /// <exception cref="DataFormatException">There is no such column, or it holds no numbers.</exception>
    public double[] Numbers(string name)
        => _numbers.GetValueOrDefault(name) ?? throw new DataFormatException($"'{_what}' has no column '{name}' of numbers, it has {string.Join(", ", Names)}");

    /// <exception cref="DataFormatException">There is no such column, or it holds no text.</exception>
    public string[] Texts(string name)
        => _texts.GetValueOrDefault(name) ?? throw new DataFormatException($"'{_what}' has no column '{name}' of text, it has {string.Join(", ", Names)}");

    /// <summary>Some columns side by side, shape (rows, columns).</summary>
    public NdArray<double> Matrix(params string[] names)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, Rows, names.Length);
        for (int place = 0; place < names.Length; place++)
        {
            double[] column = Numbers(names[place]);
            for (int row = 0; row < Rows; row++)
                values[(row * names.Length) + place] = column[row];
        }

        return made;
    }

    private static int Place(string name, string prefix)
        => name.StartsWith(prefix + "_", StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : 0;

    // pandas writes one kind of text or another by its version
    private static IEnumerable<string> Texts(IArrowArray column) => Enumerable.Range(0, column.Length).Select(row => column switch
    {
        StringArray a => a.GetString(row),
        LargeStringArray a => a.GetString(row),
        StringViewArray a => a.GetString(row),
        _ => "",
    });

    private static bool IsNumbers(IArrowArray column)
        => column is DoubleArray or FloatArray or Int64Array or Int32Array or Int16Array or Int8Array or UInt32Array or UInt16Array or UInt8Array or BooleanArray;

    private static IEnumerable<double> Numbers(IArrowArray column) => column switch
    {
        DoubleArray a => a.Select(v => v ?? double.NaN),
        FloatArray a => a.Select(v => v ?? double.NaN),
        Int64Array a => a.Select(v => v ?? double.NaN),
        Int32Array a => a.Select(v => v ?? double.NaN),
        Int16Array a => a.Select(v => v ?? double.NaN),
        Int8Array a => a.Select(v => v ?? double.NaN),
        UInt32Array a => a.Select(v => v ?? double.NaN),
        UInt16Array a => a.Select(v => v ?? double.NaN),
        UInt8Array a => a.Select(v => v ?? double.NaN),
        BooleanArray a => a.Select(v => v is { } flag ? (flag ? 1 : 0) : double.NaN),
        _ => throw new DataFormatException($"a column holds {column.Data.DataType.Name}, expected numbers"),
    };
}
