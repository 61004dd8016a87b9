using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>
/// What the chunks of one map have summed up, and how it becomes a mean and covariances. Everything is added in a fixed order:
/// lanes, then chunks, then accumulators, whichever thread made them.
/// </summary>
internal sealed unsafe class MapMoments : IDisposable
{
    private readonly SimulationPlan _plan;
    private readonly int _lanes;
    private readonly int _padded;
    private readonly int _chunks;
    private readonly AlignedMemory<double>?[] _products;
    private readonly AlignedMemory<double> _sums;
    private readonly AlignedMemory<double>? _shifts;
    private readonly AlignedMemory<double>? _ends;
    private int _left;

    public MapMoments(SimulationPlan plan, int padded, int lanes, int chunks, int groups)
    {
        (_plan, _padded, _lanes, _chunks, _left) = (plan, padded, lanes, chunks, groups);
        _products = new AlignedMemory<double>?[groups];
        _sums = new AlignedMemory<double>((long)chunks * padded * lanes);
        if (!HasProducts(plan))
            return;
        _shifts = new AlignedMemory<double>((long)chunks * padded);
        _ends = new AlignedMemory<double>((long)chunks * plan.Options.Lags * 2 * padded);
    }

    public static bool HasProducts(SimulationPlan plan) => plan.Keeps(Recorded.Covariance) || plan.Options.Lags > 0;

    /// <summary>The accumulators of the products: as many as chunks, at most 16, fewer where they are large. A function of the plan alone.</summary>
    public static int Groups(SimulationPlan plan, int chunks)
    {
        if (!HasProducts(plan))
            return chunks;
        const long Affordable = 1L << 25;
        long size = (long)plan.Units * plan.Units * (plan.Options.Lags + 1);
        return (int)Math.Min(chunks, Math.Clamp(Affordable / size, 2, 16));
    }

    /// <summary>Σ x over the recorded times of a chunk, [unit · lanes + lane].</summary>
    public double* Sums(int chunk) => _sums.Start + ((long)chunk * _padded * _lanes);

    /// <summary>What a chunk's samples had taken off, [unit].</summary>
    public double* Shift(int chunk) => _shifts!.Start + ((long)chunk * _padded);

    /// <summary>Σ (x − shift) over a chunk's samples that have a partner at lag 1, 2, …: as the later one, then as the earlier, [lag][2][unit].</summary>
    public double* Ends(int chunk) => _ends!.Start + ((long)chunk * _plan.Options.Lags * 2 * _padded);

    /// <summary>Σ (x − shift)(x − shift)ᵀ of a group of chunks, for lags 0, 1, …; made by the first that asks.</summary>
    public double* Products(int group)
    {
        lock (_products)
            return (_products[group] ??= new AlignedMemory<double>((_plan.Options.Lags + 1L) * _padded * _padded)).Start;
    }

    /// <summary>Called once a group; true for the last.</summary>
    public bool Finish() => Interlocked.Decrement(ref _left) == 0;

    /// <summary>The mean over trials and times.</summary>
    public double[] Mean()
    {
        double[] mean = new double[_plan.Units];
        for (int chunk = 0; chunk < _chunks; chunk++)
        {
            double* sums = Sums(chunk);
            for (int unit = 0; unit < mean.Length; unit++)
                mean[unit] += Sum(sums, unit, Valid(chunk));
        }

        for (int unit = 0; unit < mean.Length; unit++)
            mean[unit] /= _plan.Count;
        return mean;
    }

    /// <summary>The covariance about the mean, divided by count − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Covariance(double[] mean, Span<double> covariance, StopSignal stop)
    {
        int units = _plan.Units;
        double[] near = new double[(long)_chunks * units], far = new double[(long)_chunks * units];
        for (int chunk = 0; chunk < _chunks; chunk++)
        {
            double* sums = Sums(chunk), shift = Shift(chunk);
            double times = (double)Valid(chunk) * _plan.Recorded;
            for (int unit = 0; unit < units; unit++)
            {
                double own = Sum(sums, unit, Valid(chunk)) / times;
                near[(chunk * units) + unit] = own - shift[unit];
                far[(chunk * units) + unit] = own - mean[unit];
            }
        }

        for (int i = 0; i < units; i++)
        {
            stop.ThrowIfRaised();
            Span<double> row = covariance.Slice(i * units, i + 1);
            AddProducts(0, i, row);
            for (int chunk = 0; chunk < _chunks; chunk++)
            {
                // Σ (x − m)(x − m)ᵀ = Σ (x − s)(x − s)ᵀ − n (m_c − s)(m_c − s)ᵀ + n (m_c − m)(m_c − m)ᵀ.
                ReadOnlySpan<double> own = near.AsSpan(chunk * units, units), other = far.AsSpan(chunk * units, units);
                double times = (double)Valid(chunk) * _plan.Recorded, a = times * own[i], b = times * other[i];
                AddDifference(row, b, other, a, own);
            }

            for (int j = 0; j < row.Length; j++)
                row[j] /= _plan.Count - 1;
        }

        Mirror(covariance, units, stop);
    }

    /// <summary>The covariance of x a lag later with x, about the mean of all times, divided by the pairs − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Lagged(int lag, double[] mean, Span<double> covariance, StopSignal stop)
    {
        int units = _plan.Units;
        long times = _plan.Recorded - ((long)lag * _plan.Options.LagEvery);
        for (int i = 0; i < units; i++)
        {
            stop.ThrowIfRaised();
            Span<double> row = covariance.Slice(i * units, units);
            AddProducts(lag, i, row);
            for (int chunk = 0; chunk < _chunks; chunk++)
            {
                double* shift = Shift(chunk), later = Ends(chunk) + ((long)(lag - 1) * 2 * _padded), earlier = later + _padded;
                double off = mean[i] - shift[i], pairs = (double)times * Valid(chunk);
                for (int j = 0; j < units; j++)
                {
                    double other = mean[j] - shift[j];
                    row[j] += (pairs * off * other) - (later[i] * other) - (off * earlier[j]);
                }
            }

            for (int j = 0; j < units; j++)
                row[j] /= (times * _plan.Trials) - 1;
        }
    }

    public void Dispose()
    {
        foreach (AlignedMemory<double>? products in _products)
            products?.Dispose();
        _sums.Dispose();
        _shifts?.Dispose();
        _ends?.Dispose();
    }

    /// <summary>row += b · other − a · own, each product and difference rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDifference(Span<double> row, double b, ReadOnlySpan<double> other, double a, ReadOnlySpan<double> own)
    {
        int j = 0;
        Vector<double> adds = new(b), takes = new(a);
        for (; j + Vector<double>.Count <= row.Length; j += Vector<double>.Count)
            (new Vector<double>(row[j..]) + ((adds * new Vector<double>(other[j..])) - (takes * new Vector<double>(own[j..])))).CopyTo(row[j..]);
        for (; j < row.Length; j++)
            row[j] += (b * other[j]) - (a * own[j]);
    }

    /// <summary>Copies the lower triangle to the upper one, square by square: whole columns would miss the caches at every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mirror(Span<double> covariance, int units, StopSignal stop)
    {
        const int Square = 32;
        for (int rows = 0; rows < units; rows += Square)
        {
            stop.ThrowIfRaised();
            for (int columns = 0; columns <= rows; columns += Square)
            {
                for (int i = rows; i < Math.Min(units, rows + Square); i++)
                {
                    for (int j = columns; j < Math.Min(i, columns + Square); j++)
                        covariance[(j * units) + i] = covariance[(i * units) + j];
                }
            }
        }
    }

    private static double Sum(double* sums, int unit, int valid, int lanes)
    {
        double sum = 0;
        for (int lane = 0; lane < valid; lane++)
            sum += sums[((long)unit * lanes) + lane];
        return sum;
    }

    private double Sum(double* sums, int unit, int valid) => Sum(sums, unit, valid, _lanes);

    private int Valid(int chunk) => Math.Min(_lanes, _plan.Trials - (chunk * _lanes));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddProducts(int lag, int i, Span<double> row)
    {
        row.Clear();
        foreach (AlignedMemory<double>? products in _products)
        {
            if (products is null)
                continue;
            double* from = products.Start + ((((long)lag * _padded) + i) * _padded);
            for (int j = 0; j < row.Length; j++)
                row[j] += from[j];
        }
    }
}
