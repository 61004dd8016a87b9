using System.Text.Json;

namespace FlrInterop.Tables;

/// <summary>The columns of a session's tables, with what follows from others where a column is left out.</summary>
internal sealed class SessionColumns
{
    private const string AboutKey = "flrinterop.session";
    private static readonly string[] Axes = ["x", "y"];
    private static readonly string[] Names = ["intuitive", "perturbed"];
    private readonly ColumnTable _bins;
    private readonly ColumnTable? _units;
    private readonly ColumnTable? _decoderTable;
    private readonly string[] _latents;
    private readonly string[] _counts;
    private readonly Decoder[] _decoders;
    private readonly SessionTrials _trials;
    private readonly int[] _rows;
    private readonly JsonElement _about;

    public SessionColumns(ColumnTable bins, ColumnTable? trials, ColumnTable? units, ColumnTable? decoders)
    {
        (_bins, _units, _decoderTable) = (bins, units, decoders);
        (_latents, _counts) = (bins.Numbered("latent"), bins.Numbered("unit"));
        if (Activity.Length == 0)
            throw new DataFormatException($"bins has no column latent_1 … and none unit_1 …, it has {string.Join(", ", bins.Names)}");
        _decoders = [.. Decoders()];
        double[] trialOfBin = bins.Numbers("trial");
        int[] first = [.. Enumerable.Range(0, bins.Rows).Where(row => row == 0 || !trialOfBin[row].Equals(trialOfBin[row - 1]))];
        _trials = trials is null ? Trials(bins, first) : Trials(trials, [.. Enumerable.Range(0, trials.Rows)]);
        var place = new Dictionary<long, int>();
        for (int row = 0; row < _trials.Trial.Length; row++)
            place[_trials.Trial[row]] = row;
        _rows = Array.ConvertAll(trialOfBin, trial => place.TryGetValue((long)trial, out int row) ? row : throw new DataFormatException($"bins has trial {trial}, which trials does not list"));
        _about = bins.Metadata.TryGetValue(AboutKey, out string? said) ? Parsed(said) : default;
    }

    private string[] Activity => _latents.Length > 0 ? _latents : _counts;

    public BciSession Session()
    {
        bool says = _about.ValueKind == JsonValueKind.Object;
        double binSeconds = says && _about.GetProperty("bin_s") is { ValueKind: JsonValueKind.Number } width ? width.GetDouble() : double.NaN;
        return new BciSession(Blocks(), _decoders, Bins(), _trials, binSeconds)
        {
            Layout = says ? _about.GetProperty("layout").GetString() ?? "tables" : "tables",
            Notes = says ? [.. _about.GetProperty("notes").EnumerateArray().Select(note => note.GetString() ?? "")] : [],
            ActivityKind = _latents.Length > 0 ? ActivityKind.Latents : ActivityKind.Counts,
            LatentMap = _units is { } units && _latents.Length > 0 ? new LatentMap(Transposed(units.Matrix(_latents)), Vector(units.Numbers("mean"))) : null,
        };
    }

    private SessionBlock[] Blocks()
    {
        if (_about.ValueKind == JsonValueKind.Object)
        {
            return [.. _about.GetProperty("blocks").EnumerateArray().Select(block => new SessionBlock(
                block.GetProperty("index").GetInt64(), block.GetProperty("name").GetString() ?? "", block.GetProperty("decoder").GetString()))];
        }

        long[] indices = [.. _trials.Block.ToArray().Distinct().Order()];
        return [.. indices.Select((index, place) => new SessionBlock(
            index, place < Names.Length ? Names[place] : $"block {index}", place < _decoders.Length ? _decoders[place].Name : _decoders.FirstOrDefault()?.Name))];
    }

    private SessionBins Bins()
    {
        string[] names = Array.ConvertAll(_decoders, decoder => decoder.Name);
        string[] known = ["block", "trial", "time", "usable", "target_deg", "direction_deg", .. _latents, .. _counts];
        HashSet<string> taken = [.. known, .. Pair("", "mm"), .. Pair("target_", "mm"), .. Pair("cursor_velocity_", "mm_s"), .. Pair("cursor_velocity_before_", "mm_s"),
            .. names.SelectMany(name => Pair($"velocity_{name}_", "mm_s")), .. names.Select(name => $"progress_{name}_mm_s")];
        return new SessionBins
        {
            Block = Whole(Array.ConvertAll(_rows, row => (double)_trials.Block[row])),
            Trial = Whole(_bins.Numbers("trial")),
            Time = Whole(_bins.Has("time") ? _bins.Numbers("time") : Counted(_bins.Numbers("trial"))),
            Usable = Flags(_bins.Has("usable") ? _bins.Numbers("usable") : Filled(_bins.Rows, 1)),
            TargetDeg = Vector(Array.ConvertAll(_rows, row => _trials.TargetDeg[row])),
            PositionMm = Optional("", "mm"),
            TargetPositionMm = Optional("target_", "mm"),
            CursorVelocityMmS = Optional("cursor_velocity_", "mm_s"),
            CursorVelocityBeforeMmS = Optional("cursor_velocity_before_", "mm_s"),
            DirectionDeg = _bins.Has("direction_deg") ? Vector(_bins.Numbers("direction_deg")) : null,
            Activity = _bins.Matrix(Activity),
            Counts = _latents.Length > 0 && _counts.Length > 0 ? _bins.Matrix(_counts) : null,
            VelocityMmS = names.Where(name => _bins.Has($"velocity_{name}_x_mm_s")).ToDictionary(name => name, name => _bins.Matrix(Pair($"velocity_{name}_", "mm_s"))),
            ProgressMmS = names.Where(name => _bins.Has($"progress_{name}_mm_s")).ToDictionary(name => name, name => Vector(_bins.Numbers($"progress_{name}_mm_s"))),
            Columns = _bins.Names.Where(name => !taken.Contains(name) && _bins.Has(name)).ToDictionary(name => name, name => Vector(_bins.Numbers(name))),
        };
    }

    private SessionTrials Trials(ColumnTable table, int[] rows)
    {
        double[] trial = Chosen(table.Numbers("trial"), rows);
        return new SessionTrials
        {
            Trial = Whole(trial),
            Block = Whole(Column("block", 1)),
            TargetDeg = Vector(Column("target_deg", double.NaN)),
            Success = table.Has("success") ? Flags(Column("success", 0)) : null,
            TimeS = table.Has("time_s") ? Vector(Column("time_s", double.NaN)) : null,
            Inferred = table.Has("inferred") ? Flags(Column("inferred", 0)) : null,
        };

        // What the table of trials lacks may stand in that of bins.
        double[] Column(string name, double otherwise)
        {
            if (table.Has(name))
                return Chosen(table.Numbers(name), rows);
            if (!_bins.Has(name))
                return Filled(rows.Length, otherwise);
            double[] known = _bins.Numbers(name), trialOfBin = _bins.Numbers("trial");
            return Array.ConvertAll(trial, number => Array.IndexOf(trialOfBin, number) is >= 0 and int bin ? known[bin] : otherwise);
        }
    }

    private IEnumerable<Decoder> Decoders()
    {
        if (_decoderTable is not { } table)
            yield break;
        string[] names = table.Texts("decoder"), axes = table.Texts("axis");
        NdArray<double> weights = table.Matrix(Activity), smoothing = table.Matrix("smoothing_x", "smoothing_y");
        double[] offset = table.Numbers("offset");
        foreach (string name in names.Distinct())
        {
            int[] rows = Array.ConvertAll(Axes, axis => Enumerable.Range(0, table.Rows).Where(row => names[row] == name && axes[row] == axis).Append(-1).First());
            if (rows.Contains(-1))
                throw new DataFormatException($"decoder '{name}' lacks an axis, expected x and y");
            yield return new Decoder(name, Chosen(smoothing, rows), Chosen(weights, rows), Vector(Array.ConvertAll(rows, row => offset[row])));
        }
    }

    private NdArray<double>? Optional(string before, string after) => _bins.Has($"{before}x_{after}") ? _bins.Matrix(Pair(before, after)) : null;

    private static JsonElement Parsed(string said)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(said);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new DataFormatException("what bins says of its session is no JSON", error);
        }
    }

    private static string[] Pair(string before, string after) => Array.ConvertAll(Axes, axis => $"{before}{axis}_{after}");

    private static double[] Chosen(double[] column, int[] rows) => Array.ConvertAll(rows, row => column[row]);

    private static double[] Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];

    private static double[] Counted(double[] trial)
    {
        var time = new double[trial.Length];
        for (int bin = 0; bin < trial.Length; bin++)
            time[bin] = bin > 0 && trial[bin].Equals(trial[bin - 1]) ? time[bin - 1] + 1 : 1;
        return time;
    }

    private static NdArray<double> Vector(double[] values) => NdArray<double>.Copy(values, values.Length);

    private static NdArray<long> Whole(double[] values)
        => NdArray<long>.Copy(Array.ConvertAll(values, v => double.IsInteger(v) ? (long)v : throw new DataFormatException($"a column holds {v}, expected whole numbers")), values.Length);

    private static NdArray<byte> Flags(double[] values)
        => NdArray<byte>.Copy(Array.ConvertAll(values, v => v is 0 or 1 ? (byte)v : throw new DataFormatException($"a column holds {v}, expected true and false")), values.Length);

    private static NdArray<double> Chosen(NdArray<double> matrix, int[] rows)
        => NdArray<double>.Copy([.. rows.SelectMany(row => matrix.Row(row).ToArray())], rows.Length, matrix.Shape[1]);

    private static NdArray<double> Transposed(NdArray<double> matrix)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, matrix.Shape[1], matrix.Shape[0]);
        for (int i = 0; i < matrix.Shape[0]; i++)
        {
            for (int j = 0; j < matrix.Shape[1]; j++)
                values[(j * matrix.Shape[0]) + i] = matrix[i, j];
        }

        return made;
    }
}
