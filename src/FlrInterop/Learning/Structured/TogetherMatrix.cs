using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The one J of maps that learn together, as a matrix.</summary>
internal sealed unsafe class TogetherMatrix : TogetherWeights
{
    private readonly Network _network;
    private readonly int _units;
    private readonly AlignedMemory<double> _weights;

    public TogetherMatrix(Network network, ReadOnlySpan<double> start)
    {
        (_network, _units) = (network, network.Units);
        _weights = new AlignedMemory<double>(((long)_units * _units) + ChunkLayout.Lanes);
        start.CopyTo(Weights);
    }

    public override ReadOnlySpan<double> Seen => Weights;

    private Span<double> Weights => new(_weights.Start, _units * _units);

    public override void Product(TogetherBlock block) => block.Shared(_weights.Start, block.State, block.Recurrent, _units, _units);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Learn(int teacher, in TogetherUpdate update)
    {
        bool matrix = !update.Change.IsEmpty;
        if (_network.Connections is null && _network.Dale is null && !matrix)
        {
            // The same numbers as below: w c, rounded, then g y added to it with one rounding.
            for (int i = 0; i < _units; i++)
            {
                Span<double> row = Weights.Slice(i * _units, _units);
                TensorPrimitives.Multiply(row, update.Keep[i], row);
                TensorPrimitives.FusedMultiplyAdd(update.Presynaptic, update.Growth[i], row, row);
            }

            return;
        }

        fixed (byte* mask = _network.Connections is null ? default : _network.Connections.Span)
        fixed (double* dale = _network.Dale is null ? default : _network.Dale.Span)
        {
            var limit = new MaskAndSign<LanePortableDouble, double>(mask, dale, _units);
            Span<double> weights = Weights;
            for (int i = 0, at = 0; i < _units; i++)
            {
                for (int j = 0; j < _units; j++, at++)
                {
                    double before = weights[at];
                    double after = matrix ? before + update.Change[at] : Math.FusedMultiplyAdd(update.Growth[i], update.Presynaptic[j], before * update.Keep[i]);
                    weights[at] = limit.Apply(before, after, i, j);
                }
            }
        }
    }

    public override void Copy(LearnedMemory learned) => Weights.CopyTo(learned.Matrix(0));

    public override void Dispose() => _weights.Dispose();
}
