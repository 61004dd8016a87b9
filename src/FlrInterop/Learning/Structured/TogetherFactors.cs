using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// The one J of maps that learn together by a rule that only ever adds one vector of a map's own to the columns of J:
/// J = kept · J₀ + Σ g_m a_mᵀ. When a map teaches, every a is multiplied by c, and y is added to its own.
/// </summary>
internal sealed unsafe class TogetherFactors<TLane, V> : TogetherWeights
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    private const int Lanes = ChunkLayout.Lanes;
    private readonly PackedCoupling<TLane, double, V> _start;
    private readonly StopSignal _stop;
    private readonly int _units;
    private readonly int _maps;
    private readonly bool[] _taught;
    private readonly AlignedMemory<double> _memory;
    private readonly double* _left;
    private readonly double* _right;
    private readonly double* _amplitude;
    private readonly double* _block;
    private readonly double* _part;
    private readonly double* _work;
    private double _kept = 1;

    public TogetherFactors(PackedCoupling<TLane, double, V> start, int units, int maps, StopSignal stop)
    {
        (_start, _stop, _units, _maps) = (start, stop, units, maps);
        _taught = new bool[maps];
        long factor = ((long)units * maps) + Lanes, block = (DenseTiles<TLane, double, V>.BlockRows + DenseTiles<TLane, double, V>.SpareRows) * (long)Lanes;
        _memory = new AlignedMemory<double>((2 * factor) + ((long)maps * Lanes) + (2 * block) + start.WorkLength + (8 * Lanes));
        double* at = _memory.Start;
        double* Take(long length)
        {
            double* place = at;
            at += (length + Lanes - 1) / Lanes * Lanes;
            return place;
        }

        _left = Take(factor);
        _right = Take(factor);
        _amplitude = Take((long)maps * Lanes);
        _block = Take(block);
        _part = Take(block);
        _work = Take(start.WorkLength);
        new Span<double>(_left, units * maps).Clear();
        new Span<double>(_right, units * maps).Clear();
    }

    /// <summary>a, shape (maps, units).</summary>
    private Span<double> Right => new(_right, _units * _maps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Product(TogetherBlock block)
    {
        // What was learned, as two thin products: aᵀx of every map, then Σ g (aᵀx); then J₀, in its structure, beside it.
        block.Shared(_right, block.State, _amplitude, _maps, _units);
        block.Shared(_left, _amplitude, block.Recurrent, _units, _maps);
        _start.Prepare(block.State, _work, _stop);
        int padded = (_units + Lanes - 1) / Lanes * Lanes, blockRows = DenseTiles<TLane, double, V>.BlockRows;
        double kept = _kept;
        for (int row = 0; row < padded; row += blockRows)
        {
            int rows = Math.Min(blockRows, padded - row);
            _start.Rows(block.State, _work, row, rows, _block, _part);
            V factor = TLane.Broadcast(&kept);
            double* u = block.Recurrent + ((long)row * Lanes);
            for (int at = 0; at < rows * Lanes; at += TLane.Width)
                TLane.Store(u + at, TLane.Fma(factor, TLane.Load(_block + at), TLane.Load(u + at)));
        }
    }

    public override void Learn(int teacher, in TogetherUpdate update)
    {
        // The rule has said that c is the same for all units, and that g never changes.
        double keep = update.Keep[0];
        _kept *= keep;
        if (keep != 1)
            TensorPrimitives.Multiply(Right, keep, Right);
        Span<double> own = Right.Slice(teacher * _units, _units);
        TensorPrimitives.Add(own, update.Presynaptic, own);
        if (_taught[teacher])
            return;
        _taught[teacher] = true;
        for (int i = 0; i < _units; i++)
            _left[((long)i * _maps) + teacher] = update.Growth[i];
    }

    public override void Copy(LearnedMemory learned)
    {
        for (int map = 0; map < _maps; map++)
        {
            learned.Keep(map, _kept);
            Right.Slice(map * _units, _units).CopyTo(learned.Right(map));
            Span<double> left = learned.Left(map);
            for (int i = 0; i < _units; i++)
                left[i] = _left[((long)i * _maps) + map];
        }
    }

    public override void Dispose() => _memory.Dispose();
}
