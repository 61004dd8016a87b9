namespace FlrInterop;

/// <summary>A coupling with few inputs a unit, in compressed rows (CSR).</summary>
public sealed class SparseCoupling : Coupling
{
    /// <summary>A coupling from its compressed rows, which are not copied.</summary>
    /// <param name="offsets">Where each row begins, shape (units + 1,): row i is offsets[i] … offsets[i + 1] − 1.</param>
    /// <param name="columns">The presynaptic unit of each weight, shape (count,), ascending in each row.</param>
    /// <param name="weights">The weights, shape (count,), finite.</param>
    /// <exception cref="ShapeException">The lengths do not fit together.</exception>
    /// <exception cref="ParameterException">Offsets or columns are out of order or out of range, or a weight is not finite.</exception>
    public SparseCoupling(NdArray<int> offsets, NdArray<int> columns, NdArray<double> weights)
        : base(CountRows(offsets))
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(weights);
        Require.Shape(columns.Shape, nameof(columns), "(count,)", offsets[Units]);
        Require.Shape(weights.Shape, nameof(weights), "(count,)", offsets[Units]);
        Require.AllFinite(weights.Span, nameof(weights));
        CheckOrder(offsets.Span, columns.Span);
        Offsets = offsets;
        Columns = columns;
        Weights = weights;
    }

    /// <summary>Where each row begins, shape (units + 1,), int32.</summary>
    public NdArray<int> Offsets { get; }

    /// <summary>The presynaptic unit of each weight, shape (count,), int32.</summary>
    public NdArray<int> Columns { get; }

    /// <summary>The weights, shape (count,), float64.</summary>
    public NdArray<double> Weights { get; }

    /// <inheritdoc/>
    public override string Kind => "sparse";

    /// <inheritdoc/>
    public override long Bytes => ((long)Offsets.Length * sizeof(int)) + ((long)Columns.Length * (sizeof(int) + sizeof(double)));

    /// <inheritdoc/>
    public override long MultiplyAdds => Weights.Length;

    internal override void AddProduct(ReadOnlySpan<double> state, Span<double> result)
    {
        ReadOnlySpan<int> offsets = Offsets.Span, columns = Columns.Span;
        ReadOnlySpan<double> weights = Weights.Span;
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int at = offsets[i]; at < offsets[i + 1]; at++)
                sum += weights[at] * state[columns[at]];
            result[i] += sum;
        }
    }

    internal override void AddTo(Span<double> weights)
    {
        for (int i = 0; i < Units; i++)
        {
            for (int at = Offsets[i]; at < Offsets[i + 1]; at++)
                weights[(i * Units) + Columns[at]] += Weights[at];
        }
    }

    internal override void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values)
    {
        // Both lists ascend: each stored weight is looked for beyond the one before.
        int from = 0;
        for (int at = Offsets[row]; at < Offsets[row + 1] && from < columns.Length; at++)
        {
            int found = columns[from..].BinarySearch(Columns[at]);
            if (found >= 0)
                values[from + found] += Weights[at];
            from += found >= 0 ? found + 1 : ~found;
        }
    }

    internal override ReadOnlySpan<int> StoredColumns(int row, Span<int> room) => Columns.Span[Offsets[row]..Offsets[row + 1]];

    internal override Coupling Scale(double factor) => new SparseCoupling(Offsets, Columns, Scaled(Weights, factor));

    private static int CountRows(NdArray<int> offsets)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        Require.Shape(offsets.Shape, nameof(offsets), "(units + 1,)", -1);
        return offsets.Length - 1;
    }

    private static void CheckOrder(ReadOnlySpan<int> offsets, ReadOnlySpan<int> columns)
    {
        int units = offsets.Length - 1;
        if (offsets[0] != 0)
            throw Require.Refused("offsets[0]", offsets[0], "0");
        for (int i = 0; i < units; i++)
        {
            if (offsets[i + 1] < offsets[i])
                throw Require.Refused($"offsets[{i + 1}]", offsets[i + 1], $"at least offsets[{i}] = {offsets[i]}");
            for (int at = offsets[i]; at < offsets[i + 1]; at++)
            {
                int least = at > offsets[i] ? columns[at - 1] + 1 : 0;
                if (columns[at] < least || columns[at] >= units)
                    throw Require.Refused($"columns[{at}]", columns[at], $"from {least} to {units - 1}", "columns ascend in each row, each once");
            }
        }
    }
}
