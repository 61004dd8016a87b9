using System.Diagnostics;
using FlrInterop.Numerics;

namespace FlrInterop.Benchmarks;

/// <summary>"decoders units count threads": the seconds in which so many outside-manifold decoders of a network's activity are drawn, scored and ranked.</summary>
internal static class DecoderQuestion
{
    private const int Latents = 10, Targets = 8;

    public static double Seconds(int units, int count, int threads)
    {
        double[] means = new double[Targets * units], angles = new double[2 * Targets], projection = Orthonormal(units), readout = new double[2 * Latents];
        RandomStream.Normals(1, Purpose.Pattern, 0, 0, means);
        RandomStream.Normals(1, Purpose.Pattern, 0, 1, readout);
        for (int a = 0; a < Targets; a++)
            (angles[2 * a], angles[(2 * a) + 1]) = (Math.Cos(2 * Math.PI * a / Targets), Math.Sin(2 * Math.PI * a / Targets));
        double[] covariance = new double[units * units];
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
                covariance[(i * units) + j] = Math.Exp(-0.1 * Math.Abs(i - j));
        }

        DecoderBaseline baseline = DecoderBaseline.FromMoments(
            NdArray<double>.Copy(means, Targets, units), NdArray<double>.Copy(covariance, units, units), NdArray<double>.Copy(angles, Targets, 2), 1);
        var decoder = new LatentDecoder(NdArray<double>.Copy(readout, 2, Latents), NdArray<double>.Copy(projection, Latents, units));
        var options = new RankOptions
        {
            AngleRange = new(0, 180),
            SpeedRatioRange = new(0, 1e9),
            ProgressRange = new(-1e9, 1e9),
            NormRatioRange = new(0, 1e9),
            WantedSpeed = 1,
            Intervals = 0,
            Threads = threads,
        };
        long start = Stopwatch.GetTimestamp();
        DecoderRanking ranking = Flr.RankDecoders(baseline, decoder, PerturbationKind.OutsideManifold, count, options);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ranking.Rows == ranking.Different ? seconds : throw new InvalidOperationException("decoders were left out");
    }

    /// <summary>Rows of length 1 that do not overlap: each latent reads units of its own.</summary>
    private static double[] Orthonormal(int units)
    {
        double[] projection = new double[Latents * units];
        for (int i = 0; i < units; i++)
        {
            int own = i % Latents, readers = (units - own + Latents - 1) / Latents;
            projection[(own * units) + i] = 1 / Math.Sqrt(readers);
        }

        return projection;
    }
}
