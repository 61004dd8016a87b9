using Apache.Arrow;
using Apache.Arrow.Types;

namespace FlrInterop.Tables;

/// <summary>Makes a table column by column; all columns have as many rows as the first.</summary>
internal sealed class TableBuilder
{
    private readonly Schema.Builder _schema = new();
    private readonly List<IArrowArray> _columns = [];

    /// <summary>A float64 column; a number that is not known is NaN.</summary>
    public TableBuilder Column(string name, ReadOnlySpan<double> values)
        => Add(name, DoubleType.Default, new DoubleArray.Builder().Append(values).Build());

    /// <summary>An int64 column.</summary>
    public TableBuilder Column(string name, ReadOnlySpan<long> values)
        => Add(name, Int64Type.Default, new Int64Array.Builder().Append(values).Build());

    /// <summary>A boolean column.</summary>
    public TableBuilder Column(string name, IEnumerable<bool> values)
        => Add(name, BooleanType.Default, new BooleanArray.Builder().AppendRange(values).Build());

    /// <summary>A text column.</summary>
    public TableBuilder Column(string name, IEnumerable<string> values)
        => Add(name, StringType.Default, new StringArray.Builder().AppendRange(values).Build());

    /// <summary>The table.</summary>
    public RecordBatch Build() => new(_schema.Build(), _columns, _columns.Count == 0 ? 0 : _columns[0].Length);

    private TableBuilder Add(string name, IArrowType type, IArrowArray column)
    {
        if (_columns.Count > 0 && column.Length != _columns[0].Length)
            throw new ShapeException($"the column '{name}' has {column.Length} rows, expected {_columns[0].Length}");
        _schema.Field(new Field(name, type, nullable: false));
        _columns.Add(column);
        return this;
    }
}
