namespace FlrInterop.Learning;

/// <summary>Where a run puts what was learned: a matrix a coupling, or J₀ and two vectors a map.</summary>
internal sealed class LearnedMemory
{
    private readonly Memory<double> _matrices;
    private readonly Memory<double> _kept;
    private readonly Memory<double> _left;
    private readonly Memory<double> _right;
    private readonly int _units;

    private LearnedMemory(Coupling start, int maps, bool together, bool structured)
    {
        _units = start.Units;
        if (structured)
        {
            NdArray<double> kept = NdArray<double>.Create(out _kept, maps);
            NdArray<double> left = NdArray<double>.Create(out _left, maps, _units);
            NdArray<double> right = NdArray<double>.Create(out _right, maps, _units);
            _kept.Span.Fill(1);
            _left.Span.Clear();
            _right.Span.Clear();
            Structure = new LearnedStructure { Start = start, Kept = kept, Left = left, Right = right, Together = together };
            return;
        }

        Start = start.Dense();
        int[] shape = together ? [_units, _units] : [maps, _units, _units];
        Couplings = NdArray<double>.Create(out _matrices, shape);
        for (int first = 0; first < _matrices.Length; first += _units * _units)
            Start.Span.CopyTo(_matrices.Span[first..]);
    }

    /// <summary>J₀ as a matrix; null where the structure is kept.</summary>
    public NdArray<double>? Start { get; }

    /// <summary>The matrices; null where the structure is kept.</summary>
    public NdArray<double>? Couplings { get; }

    /// <summary>The structure; null where every coupling is a matrix.</summary>
    public LearnedStructure? Structure { get; }

    public static LearnedMemory Of(Coupling start, int maps, bool together, bool structured) => new(start, maps, together, structured);

    /// <summary>J of a coupling, shape (units · units,).</summary>
    public Span<double> Matrix(int index) => _matrices.Span.Slice(index * _units * _units, _units * _units);

    public void Keep(int map, double kept) => _kept.Span[map] = kept;

    public Span<double> Left(int map) => _left.Span.Slice(map * _units, _units);

    public Span<double> Right(int map) => _right.Span.Slice(map * _units, _units);
}
