using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

/// <summary>A session made up in memory: the cursor obeys its decoder to rounding; targets lie so far away that their direction never changes.</summary>
internal sealed class SyntheticSession
{
    public const int Units = 4;
    public const int Targets = 8;
    public const int FrozenBins = 2;
    public const double BinSeconds = 0.045;
    private const double FarMm = 1e9;

    public int Trials { get; init; } = 80;

    public int BinsPerTrial { get; init; } = 6;

    public double Noise { get; init; } = 1;

    public double TrialNoise { get; init; }

    /// <summary>mm/s per trial of each target's progress through the new decoder.</summary>
    public Func<int, double> Rate { get; init; } = _ => 0;

    public bool Success { get; init; } = true;

    public Func<double[], double[]>? Rename { get; init; }

    public static Decoder OldDecoder { get; } = Make("intuitive", [0.6, 0, 0.1, 0.6], [8, 2, -3, 1, 1, 7, 2, -4], [1, -2]);

    public static Decoder NewDecoder { get; } = Make("perturbed", [0.6, 0, 0.1, 0.6], [2, 8, 1, -3, 7, 1, -4, 2], [1, -2]);

    public static Decoder Make(string name, double[] m1, double[] m2, double[] m0)
        => new(name, NdArray<double>.Copy(m1, 2, 2), NdArray<double>.Copy(m2, 2, m2.Length / 2), NdArray<double>.Copy(m0, 2));

    public static FlrFit Fit(BciSession session, FitOptions? options = null) => Flr.Fit(session, options, null, TestContext.Current.CancellationToken);

    public BciSession Build() => new(Blocks, Decoders(), Bins(), TrialTable());

    public static IReadOnlyList<SessionBlock> Blocks { get; } = [new(1, "intuitive", "intuitive"), new(2, "perturbed", "perturbed")];

    public IReadOnlyList<Decoder> Decoders() => [Renamed(OldDecoder), Renamed(NewDecoder)];

    public SessionTrials TrialTable()
    {
        long[] trial = [.. Enumerable.Range(1, 2 * Trials * Targets).Select(i => (long)i)];
        return new SessionTrials
        {
            Trial = NdArray<long>.Copy(trial, trial.Length),
            Block = NdArray<long>.Copy(Array.ConvertAll(trial, BlockOf), trial.Length),
            TargetDeg = NdArray<double>.Copy(Array.ConvertAll(trial, TargetOf), trial.Length),
            Success = Success ? NdArray<byte>.Copy(Array.ConvertAll(trial, i => (byte)(i % 3 == 0 ? 0 : 1)), trial.Length) : null,
        };
    }

    public SessionBins Bins()
    {
        var random = new Random(20120528);
        int count = 2 * Trials * Targets * BinsPerTrial;
        long[] block = new long[count], trial = new long[count], time = new long[count];
        var usable = new byte[count];
        double[] position = new double[2 * count], target = new double[2 * count], degrees = new double[count], activity = new double[Units * count];
        for (int bin = 0; bin < count; bin++)
        {
            trial[bin] = 1 + (bin / BinsPerTrial);
            time[bin] = 1 + (bin % BinsPerTrial);
            block[bin] = BlockOf(trial[bin]);
            usable[bin] = (byte)(time[bin] > FrozenBins ? 1 : 0);
            degrees[bin] = TargetOf(trial[bin]);
            double angle = degrees[bin] * Math.PI / 180;
            (target[2 * bin], target[(2 * bin) + 1]) = (FarMm * Math.Cos(angle), FarMm * Math.Sin(angle));
        }

        var level = new double[Units];
        (double X, double Y) velocity = (0, 0), at = (0, 0);
        for (int bin = 0; bin < count; bin++)
        {
            if (time[bin] == 1)
            {
                (velocity, at) = ((0, 0), (0, 0));
                for (int j = 0; j < Units; j++)
                    level[j] = TrialNoise * Normal(random);
            }

            Latents(random, trial[bin], degrees[bin], level).CopyTo(activity, bin * Units);
            if (usable[bin] == 1)
            {
                Decoder decoder = block[bin] == 1 ? OldDecoder : NewDecoder;
                (double x, double y) = decoder.Single(activity.AsSpan(bin * Units, Units));
                ReadOnlySpan<double> m1 = decoder.Smoothing.Span;
                velocity = ((m1[0] * velocity.X) + (m1[1] * velocity.Y) + x, (m1[2] * velocity.X) + (m1[3] * velocity.Y) + y);
                at = (at.X + (BinSeconds * velocity.X), at.Y + (BinSeconds * velocity.Y));
            }

            (position[2 * bin], position[(2 * bin) + 1]) = at;
        }

        for (int bin = 0; Rename is not null && bin < count; bin++)
            Rename(activity[(bin * Units)..((bin + 1) * Units)]).CopyTo(activity, bin * Units);
        return new SessionBins
        {
            Block = NdArray<long>.Copy(block, count),
            Trial = NdArray<long>.Copy(trial, count),
            Time = NdArray<long>.Copy(time, count),
            Usable = NdArray<byte>.Copy(usable, count),
            PositionMm = NdArray<double>.Copy(position, count, 2),
            TargetPositionMm = NdArray<double>.Copy(target, count, 2),
            TargetDeg = NdArray<double>.Copy(degrees, count),
            Activity = NdArray<double>.Copy(activity, count, Units),
        };
    }

    private static double TargetOf(long trial) => 45.0 * ((trial - 1) % Targets);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private long BlockOf(long trial) => trial <= (long)Trials * Targets ? 1 : 2;

    // An evoked mean that differs between targets, noise of unequal variance, and in block 2 what the rate adds along the new decoder.
    private double[] Latents(Random random, long trial, double degrees, double[] level)
    {
        double angle = degrees * Math.PI / 180;
        double[] evoked = [2 * Math.Cos(angle), 2 * Math.Sin(angle), Math.Cos(2 * angle) + (0.5 * Math.Cos(angle)), 1];
        double[] along = NewDecoder.Along(Math.Cos(angle), Math.Sin(angle));
        double squared = along.Sum(v => v * v);
        long own = 1 + ((trial - 1) / Targets) - Trials;
        double gain = own > 0 ? Rate((int)((trial - 1) % Targets)) * own / squared : 0;
        return [.. Enumerable.Range(0, Units).Select(j => evoked[j] + level[j] + (Noise * (1 + (0.4 * j)) * Normal(random)) + (gain * along[j]))];
    }

    private Decoder Renamed(Decoder decoder)
    {
        if (Rename is null)
            return decoder;
        double[] rows = [.. Rename(decoder.Weights.Row(0).ToArray()), .. Rename(decoder.Weights.Row(1).ToArray())];
        return Make(decoder.Name, decoder.Smoothing.ToArray(), rows, decoder.Offset.ToArray());
    }
}
