using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>P of recursive least squares, one a trial, entries (unit, unit, trial): P ← P − k kᵀ / (1 + xᵀk), k = P x.</summary>
/// <remarks>
/// A chunk of eight trials goes through the same pass as their weights do: the downdate of the last update waits, and is applied while P is read for the
/// next k, so that P is read and written once an update. Other numbers of trials take the plain loop, in the same order of sums.
/// </remarks>
internal sealed unsafe class InverseCorrelation
{
    private const int Lanes = ChunkLayout.Lanes, Line = 64;
    private readonly int _units;
    private readonly int _trials;
    private readonly double[] _owner;
    private readonly double* _inverse;
    private readonly double* _product;
    private readonly double* _minus;
    private readonly double* _before;
    private readonly double* _ones;
    private readonly double[] _shrink;
    private readonly LaneWidth _width = LaneWidths.Best;

    /// <summary>P(0) = scale · 1.</summary>
    public InverseCorrelation(int units, int trials, double scale)
    {
        (_units, _trials) = (units, trials);
        int all = checked(units * units * trials), block = checked(units * trials);

        // One array that does not move; it begins at a cache line.
        _owner = GC.AllocateArray<double>(checked(all + (4 * block) + (Line / sizeof(double))), pinned: true);
        nuint start = ((nuint)Unsafe.AsPointer(ref _owner[0]) + Line - 1) & ~(nuint)(Line - 1);
        _inverse = (double*)start;
        _product = _inverse + all;
        _minus = _product + block;
        _before = _minus + block;
        _ones = _before + block;
        new Span<double>(_ones, block).Fill(1);
        _shrink = new double[trials];
        for (int i = 0; i < units; i++)
            new Span<double>(_inverse + (((i * units) + i) * trials), trials).Fill(scale);
    }

    /// <summary>Updates P with x; y becomes P x of the new P, which is k / (1 + xᵀk) of the old.</summary>
    public void Update(ReadOnlySpan<double> state, Span<double> y)
    {
        fixed (double* x = state, to = y)
        {
            if (_trials == Lanes)
                Fused(x);
            else
                Product(x);
            Shrink(x, to);
            if (_trials != Lanes)
                Downdate(to);
        }

        // The downdate −k yᵀ: done by now, or waiting for the next product.
        int block = _units * _trials;
        System.Numerics.Tensors.TensorPrimitives.Negate(new ReadOnlySpan<double>(_product, block), new Span<double>(_minus, block));
        y.CopyTo(new Span<double>(_before, block));
    }

    private void Fused(double* x)
    {
        switch (_width)
        {
            case LaneWidth.Bits512:
                PlasticProduct<Lane512Double, Vector512<double>, NoLimit<Vector512<double>>>.Own(_inverse, _before, _minus, _ones, x, _product, _units, default);
                break;
            case LaneWidth.Bits256:
                PlasticProduct<Lane256Double, Vector256<double>, NoLimit<Vector256<double>>>.Own(_inverse, _before, _minus, _ones, x, _product, _units, default);
                break;
            default:
                PlasticProduct<LanePortableDouble, double, NoLimit<double>>.Own(_inverse, _before, _minus, _ones, x, _product, _units, default);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Product(double* x)
    {
        for (int i = 0; i < _units; i++)
        {
            double* row = _inverse + ((long)i * _units * _trials);
            for (int trial = 0; trial < _trials; trial++)
            {
                double sum = 0;
                for (int at = trial; at < _units * _trials; at += _trials)
                    sum = Math.FusedMultiplyAdd(row[at], x[at], sum);
                _product[(i * _trials) + trial] = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shrink(double* x, double* y)
    {
        _shrink.AsSpan().Fill(1);
        for (int i = 0, at = 0; i < _units; i++)
        {
            for (int trial = 0; trial < _trials; trial++, at++)
                _shrink[trial] = Math.FusedMultiplyAdd(_product[at], x[at], _shrink[trial]);
        }

        for (int i = 0, at = 0; i < _units; i++)
        {
            for (int trial = 0; trial < _trials; trial++, at++)
                y[at] = _product[at] / _shrink[trial];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Downdate(double* y)
    {
        for (int i = 0; i < _units; i++)
        {
            double* row = _inverse + ((long)i * _units * _trials), k = _product + (i * _trials);
            for (int j = 0, at = 0; j < _units; j++)
            {
                for (int trial = 0; trial < _trials; trial++, at++)
                    row[at] = Math.FusedMultiplyAdd(-k[trial], y[at], row[at]);
            }
        }
    }
}
