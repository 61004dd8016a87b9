namespace FlrInterop.Learning;

/// <summary>What is seen of each map while it learns; maps are written by different threads, each its own.</summary>
internal sealed class LearningRecord
{
    private readonly LearnOptions _options;
    private readonly int _maps;
    private readonly int _every;
    private readonly int _records;
    private readonly double[] _overlap;
    private readonly double[] _error;
    private readonly double[] _reached;
    private readonly double[] _last;
    private readonly int[] _valid;
    private readonly string[] _ends;

    public LearningRecord(int maps, LearnOptions options)
    {
        _options = options;
        _maps = maps;
        _every = options.RecordEvery;
        _records = (options.Steps / _every) + 1;
        _overlap = new double[checked(maps * _records)];
        _error = new double[maps * _records];
        _reached = new double[maps];
        _last = new double[maps];
        _valid = new int[maps];
        _ends = new string[maps];
        Array.Fill(_overlap, double.NaN);
        Array.Fill(_error, double.NaN);
        Array.Fill(_reached, double.NaN);
        Array.Fill(_last, double.NegativeInfinity);
        Array.Fill(_ends, RunStatus.Cancelled);
    }

    /// <summary>Whether the error is asked for at this step.</summary>
    public bool Records(int step) => step % _every == 0;

    public void Observe(int step, int map, double overlap, double error)
    {
        if (double.IsNaN(_reached[map]) && overlap >= _options.Threshold)
        {
            double before = _last[map];
            double part = double.IsFinite(before) ? (_options.Threshold - before) / (overlap - before) : 1;
            _reached[map] = (step - 1 + part) * _options.Step;
        }

        _last[map] = overlap;
        if (!Records(step))
            return;
        int at = (map * _records) + (step / _every);
        _overlap[at] = overlap;
        _error[at] = error;
        _valid[map] = (step / _every) + 1;
    }

    /// <summary>The map went the whole way.</summary>
    public void Finish(int map) => _ends[map] = double.IsNaN(_reached[map]) ? RunStatus.ThresholdNotReached : RunStatus.Completed;

    public void Diverge(int map, int step) => _ends[map] = RunStatus.DivergedAt(step);

    public LearningRun Result(LearnedMemory learned, NdArray<byte>? mask, string form, string rule)
    {
        int records = _valid.Max();
        NdArray<double> times = NdArray<double>.Create(out Span<double> when, records);
        for (int k = 0; k < records; k++)
            when[k] = (double)k * _every * _options.Step;
        return new LearningRun
        {
            Times = times,
            Overlap = Trimmed(_overlap, records),
            Error = Trimmed(_error, records),
            TimeToThreshold = NdArray<double>.Copy(_reached, _maps),
            Couplings = learned.Couplings,
            Structure = learned.Structure,
            Mask = mask,
            Form = form,
            Rule = rule,
            MapStatus = _ends,
            Status = RunStatus.OfMaps(_ends),
        };
    }

    private NdArray<double> Trimmed(double[] values, int records)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> kept, _maps, records);
        for (int map = 0; map < _maps; map++)
            values.AsSpan(map * _records, records).CopyTo(kept.Slice(map * records, records));
        return made;
    }
}
