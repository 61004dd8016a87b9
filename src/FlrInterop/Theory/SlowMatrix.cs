using System.Numerics.Tensors;
using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>J on its slow way as a matrix: for rules that change or read every weight, and for networks that limit them.</summary>
internal sealed class SlowMatrix : SlowCoupling
{
    private readonly Network _network;
    private readonly double[][] _changes;
    private readonly double[] _growth;
    private readonly double[] _decay;
    private readonly double[] _presynaptic;
    private double[] _start;
    private double[] _point;

    public SlowMatrix(Network network, LearningRule rule)
        : base(network, rule)
    {
        _network = network;
        int weights = checked(Units * Units);
        (_start, _point) = (new double[weights], new double[weights]);
        _changes = [new double[weights], new double[weights], new double[weights], new double[weights]];
        (_growth, _decay, _presynaptic) = (new double[Units], new double[Units], new double[Units]);
    }

    public override void Product(ReadOnlySpan<double> state, Span<double> product)
    {
        for (int i = 0; i < Units; i++)
            product[i] = TensorPrimitives.Dot(Row(_point, i), state);
    }

    public override void Fill(LuFactors<float> matrix, ReadOnlySpan<double> slopes)
    {
        for (int j = 0; j < Units; j++)
        {
            Span<float> column = matrix.Column(j);
            for (int i = 0; i < Units; i++)
                column[i] = (float)(-slopes[i] * _point[(i * Units) + j]);
            column[j] += 1;
        }
    }

    public override void Ask(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, int change, Span<double> push)
    {
        double[] asked = _changes[change];
        if (Update.IsMatrix)
        {
            Update.Matrix(state, recurrent, _point, asked);
            for (int i = 0; i < Units; i++)
                push[i] = TensorPrimitives.Dot(Row(asked, i), state);
            return;
        }

        Decay = Update.Rows(state, recurrent, _point, _growth, _decay, _presynaptic);
        double square = TensorPrimitives.Dot<double>(_presynaptic, state);
        for (int i = 0; i < Units; i++)
        {
            Span<double> row = Row(asked, i);
            TensorPrimitives.Multiply(_presynaptic, _growth[i], row);
            if (_decay[i] != 0)
                TensorPrimitives.MultiplyAdd(Row(_point, i), _decay[i], row, row);
            push[i] = (_growth[i] * square) + (_decay[i] * recurrent[i]);
        }
    }

    public override void GoTo(double length, double first, double second, double third)
    {
        _start.CopyTo(_point, 0);
        ReadOnlySpan<double> parts = [first, second, third];
        for (int k = 0; k < Stages; k++)
        {
            if (parts[k] != 0)
                TensorPrimitives.MultiplyAdd(_changes[k], parts[k] * length, _point, _point);
        }

        if (_network.Connections is not null || _network.Dale is not null)
            Limit();
    }

    public override void Accept()
    {
        (_start, _point) = (_point, _start);
        _start.CopyTo(_point, 0);
        (_changes[0], _changes[Stages]) = (_changes[Stages], _changes[0]);
    }

    public override void CopyTo(Span<double> coupling) => _start.CopyTo(coupling);

    protected override void Begin(ReadOnlySpan<double> coupling)
    {
        coupling.CopyTo(_start);
        coupling.CopyTo(_point);
    }

    private Span<double> Row(double[] matrix, int at) => matrix.AsSpan(at * Units, Units);

    private unsafe void Limit()
    {
        fixed (byte* mask = _network.Connections is null ? default : _network.Connections.Span)
        fixed (double* dale = _network.Dale is null ? default : _network.Dale.Span)
        {
            var limit = new MaskAndSign<LanePortableDouble, double>(mask, dale, Units);
            for (int i = 0, at = 0; i < Units; i++)
            {
                for (int j = 0; j < Units; j++, at++)
                    _point[at] = limit.Apply(_start[at], _point[at], i, j);
            }
        }
    }
}
