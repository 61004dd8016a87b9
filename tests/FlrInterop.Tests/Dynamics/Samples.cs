using FlrInterop.Numerics;

namespace FlrInterop.Tests.Dynamics;

/// <summary>Small networks and runs for the tests.</summary>
internal static class Samples
{
    public const Recorded Everything = Recorded.Mean | Recorded.Covariance | Recorded.Samples;

    public static double[] Weights(int units, double strength, int seed = 1)
    {
        double[] weights = new double[units * units];
        RandomStream.Normals(seed, Purpose.Coupling, 0, 0, weights);
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= strength / Math.Sqrt(units);
        return weights;
    }

    public static Coupling Dense(int units, double strength, int seed = 1)
        => new DenseCoupling(NdArray<double>.Copy(Weights(units, strength, seed), units, units));

    public static NdArray<double> Normals(int rows, int columns, int seed, double scale = 1)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, rows, columns);
        RandomStream.Normals(seed, Purpose.Pattern, 0, 0, values);
        for (int i = 0; i < values.Length; i++)
            values[i] *= scale;
        return made;
    }

    public static SimulationOptions Options(int trials, int recorded, int transient = 3, Recorded record = Everything) => new()
    {
        Trials = trials,
        Step = 0.125,
        Duration = 0.125 * recorded,
        Transient = 0.125 * transient,
        Record = record,
        Seed = 42,
    };

    public static Activity Run(Network network, SimulationOptions options, LaneWidth? width = null, InputOutputMap? task = null)
        => Simulation.Run(SimulationPlan.Create(network, task, options), width ?? LaneWidths.Best, null, CancellationToken.None);

    public static IEnumerable<LaneWidth> Widths => Enum.GetValues<LaneWidth>().Where(LaneWidths.Has);

    /// <summary>All the numbers of a result, as bits.</summary>
    public static ulong[] Bits(Activity activity)
    {
        var bits = new List<ulong>();
        foreach (NdArray<double>? array in (NdArray<double>?[])[activity.Mean, activity.Covariance, activity.Lagged, activity.Samples])
        {
            if (array is not null)
                bits.AddRange(array.ToArray().Select(BitConverter.DoubleToUInt64Bits));
        }

        if (activity.SamplesFloat32 is not null)
            bits.AddRange(activity.SamplesFloat32.ToArray().Select(x => (ulong)BitConverter.SingleToUInt32Bits(x)));
        return [.. bits];
    }

    public static double LargestDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double largest = a.Length == b.Length ? 0 : double.PositiveInfinity;
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            double difference = Math.Abs(a[i] - b[i]);
            largest = difference <= largest ? largest : difference;
        }

        return largest;
    }
}
