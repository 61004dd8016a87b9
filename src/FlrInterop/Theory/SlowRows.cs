using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>
/// J on its slow way where a rule changes rows, Ḡ = g yᵀ + diag(d) J: a point within a step is diag(p) J + Σ_k h_k y_kᵀ, of which only the vectors
/// are formed. J takes them in once a step.
/// </summary>
internal sealed class SlowRows : SlowCoupling
{
    // One column more than there are terms: four are added at once.
    private const int Room = Stages + 1;

    private readonly int _stride;
    private readonly double[] _columns;
    private readonly double[] _kept;
    private readonly double[] _added;
    private readonly double[] _factors;
    private readonly double[] _column;
    private readonly Asked[] _asked;
    private int _rank;
    private bool _decays;

    public SlowRows(Network network, LearningRule rule)
        : base(network, rule)
    {
        _stride = Columns<double>.Stride(Units);
        _columns = new double[checked(Units * _stride)];
        _kept = new double[Units];
        _added = new double[Room * _stride];
        _factors = new double[Room];
        _column = new double[Units];
        _asked = [new Asked(Units), new Asked(Units), new Asked(Units), new Asked(Units)];
    }

    public override void Product(ReadOnlySpan<double> state, Span<double> product)
    {
        product.Clear();
        Columns<double>.Add(product, state, _columns, _stride);
        if (_decays)
            TensorPrimitives.Multiply(product, _kept, product);
        for (int k = 0; k < _rank; k++)
            _factors[k] = TensorPrimitives.Dot(_asked[k].Presynaptic, state);
        Columns<double>.Add(product, Factors, _added, _stride);
    }

    public override void Fill(LuFactors<float> matrix, ReadOnlySpan<double> slopes)
    {
        for (int j = 0; j < Units; j++)
        {
            Column(j).CopyTo(_column);
            AddTerms(j, _column);
            TensorPrimitives.Multiply(_column, slopes, _column);
            Span<float> column = matrix.Column(j);
            TensorPrimitives.ConvertTruncating<double, float>(_column, column);
            TensorPrimitives.Negate(column, column);
            column[j] += 1;
        }
    }

    public override void Ask(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, int change, Span<double> push)
    {
        Asked asked = _asked[change];
        Decay = Update.Rows(state, recurrent, default, asked.Growth, asked.Decay, asked.Presynaptic);
        TensorPrimitives.Multiply(asked.Growth, TensorPrimitives.Dot(asked.Presynaptic, state), push);
        asked.Decays = Decay != 0;
        if (asked.Decays)
            TensorPrimitives.MultiplyAdd(asked.Decay, recurrent, push, push);
        asked.At(_decays, _kept, _rank, _added, _stride);
    }

    public override void GoTo(double length, double first, double second, double third)
    {
        ReadOnlySpan<double> parts = [length * first, length * second, length * third];
        _rank = third != 0 ? 3 : second != 0 ? 2 : 1;
        _decays = false;
        _kept.AsSpan().Fill(1);
        _added.AsSpan().Clear();
        for (int k = 0; k < _rank; k++)
        {
            if (parts[k] == 0)
                continue;
            Asked asked = _asked[k];
            TensorPrimitives.MultiplyAdd(asked.Growth, parts[k], Added(k), Added(k));
            if (!asked.Decays)
                continue;
            _decays = true;
            TensorPrimitives.MultiplyAdd(asked.KeptDecay, parts[k], _kept, _kept);
            for (int before = 0; before < k; before++)
                TensorPrimitives.MultiplyAdd(asked.AddedDecay.AsSpan(before * Units, Units), parts[k], Added(before), Added(before));
        }
    }

    public override void Accept()
    {
        for (int j = 0; j < Units; j++)
            AddTerms(j, Column(j));
        (_asked[0], _asked[Stages]) = (_asked[Stages], _asked[0]);
        _asked[0].Decay.CopyTo(_asked[0].KeptDecay, 0);
        (_rank, _decays) = (0, false);
    }

    public override void CopyTo(Span<double> coupling)
    {
        for (int j = 0; j < Units; j++)
        {
            Span<double> column = Column(j);
            for (int i = 0; i < Units; i++)
                coupling[(i * Units) + j] = column[i];
        }
    }

    protected override void Begin(ReadOnlySpan<double> coupling)
    {
        for (int j = 0; j < Units; j++)
        {
            Span<double> column = Column(j);
            for (int i = 0; i < Units; i++)
                column[i] = coupling[(i * Units) + j];
        }

        (_rank, _decays) = (0, false);
    }

    private ReadOnlySpan<double> Factors => _factors.AsSpan(0, _rank == Stages ? Room : _rank);

    private Span<double> Column(int at) => _columns.AsSpan(at * _stride, Units);

    private Span<double> Added(int at) => _added.AsSpan(at * _stride, Units);

    /// <summary>A column of J as it is at the point.</summary>
    private void AddTerms(int at, Span<double> column)
    {
        if (_decays)
            TensorPrimitives.Multiply(column, _kept, column);
        for (int k = 0; k < _rank; k++)
            _factors[k] = _asked[k].Presynaptic[at];
        Columns<double>.Add(column, Factors, _added, _stride);
    }

    /// <summary>Ḡ at a point: g yᵀ + diag(d) (diag(p) J + Σ h_k y_kᵀ).</summary>
    private sealed class Asked(int units)
    {
        public double[] Growth { get; } = new double[units];

        public double[] Presynaptic { get; } = new double[units];

        public double[] Decay { get; } = new double[units];

        /// <summary>d ∘ p.</summary>
        public double[] KeptDecay { get; } = new double[units];

        /// <summary>d ∘ h_k.</summary>
        public double[] AddedDecay { get; } = new double[(Stages - 1) * units];

        public bool Decays { get; set; }

        public void At(bool decays, double[] kept, int rank, double[] added, int stride)
        {
            if (!Decays)
                return;
            if (decays)
                TensorPrimitives.Multiply(Decay, kept, KeptDecay);
            else
                Decay.CopyTo(KeptDecay, 0);
            for (int k = 0; k < Math.Min(rank, Stages - 1); k++)
                TensorPrimitives.Multiply(Decay, added.AsSpan(k * stride, units), AddedDecay.AsSpan(k * units, units));
        }
    }
}
