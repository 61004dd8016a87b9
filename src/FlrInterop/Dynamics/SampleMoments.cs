using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Mean and covariance of samples that are all there, in two passes.</summary>
internal static class SampleMoments
{
    /// <summary>The covariance is about the mean, divided by count − 1.</summary>
    /// <param name="samples">Shape (count, units), row-major.</param>
    /// <param name="mean">Shape (units,).</param>
    /// <param name="covariance">Shape (units, units).</param>
    public static void Compute(ReadOnlySpan<double> samples, Span<double> mean, Span<double> covariance)
    {
        int units = mean.Length, count = samples.Length / units;
        mean.Clear();
        for (int s = 0; s < count; s++)
            TensorPrimitives.Add(mean, samples.Slice(s * units, units), mean);
        TensorPrimitives.Divide(mean, count, mean);

        covariance.Clear();
        double[] deviation = new double[units];
        for (int s = 0; s < count; s++)
        {
            TensorPrimitives.Subtract(samples.Slice(s * units, units), mean, deviation);
            for (int i = 0; i < units; i++)
            {
                Span<double> row = covariance.Slice((i * units) + i, units - i);
                TensorPrimitives.MultiplyAdd(deviation.AsSpan(i), deviation[i], row, row);
            }
        }

        for (int i = 0; i < units; i++)
        {
            for (int j = i; j < units; j++)
                covariance[(j * units) + i] = covariance[(i * units) + j] /= count - 1;
        }
    }
}
