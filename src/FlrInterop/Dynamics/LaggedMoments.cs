using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Lagged covariances of samples that are all there; no pair spans two trials.</summary>
internal static class LaggedMoments
{
    /// <summary>C(k) = Σ δx(t + k) δx(t)ᵀ / (pairs − 1) about the common mean, for every lag.</summary>
    /// <param name="samples">Shape (trials, times, units), row-major.</param>
    /// <param name="mean">Shape (units,).</param>
    /// <param name="times">Samples of a trial.</param>
    /// <param name="every">Samples from one lag to the next.</param>
    /// <param name="lagged">Shape (lags + 1, units, units); overwritten.</param>
    public static void Compute(ReadOnlySpan<double> samples, ReadOnlySpan<double> mean, int times, int every, Span<double> lagged)
    {
        int units = mean.Length, block = units * units, trials = samples.Length / (times * units);
        double[] now = new double[units], later = new double[units];
        lagged.Clear();
        for (int first = 0, shift = 0; first < lagged.Length; first += block, shift += every)
        {
            Span<double> own = lagged.Slice(first, block);
            for (int trial = 0; trial < trials; trial++)
            {
                ReadOnlySpan<double> run = samples.Slice(trial * times * units, times * units);
                for (int t = 0; t + shift < times; t++)
                {
                    TensorPrimitives.Subtract(run.Slice(t * units, units), mean, now);
                    TensorPrimitives.Subtract(run.Slice((t + shift) * units, units), mean, later);
                    for (int i = 0; i < units; i++)
                    {
                        Span<double> row = own.Slice(i * units, units);
                        TensorPrimitives.MultiplyAdd(now, later[i], row, row);
                    }
                }
            }

            TensorPrimitives.Divide(own, (trials * (times - shift)) - 1, own);
        }
    }
}
