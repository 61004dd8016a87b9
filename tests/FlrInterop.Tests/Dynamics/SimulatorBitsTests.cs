using FlrInterop.Numerics;
using Xunit;

namespace FlrInterop.Tests.Dynamics;

/// <summary>The same seed gives the same bits, whatever the width, the threads, the trials run together, and the split.</summary>
public sealed class SimulatorBitsTests
{
    private const double Rounding = 1e-12;

    public enum Structure
    {
        Dense,
        LowRank,
        Sparse,
        Diagonal,
        Sum,
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(37, 1)]
    [InlineData(37, 5)]
    [InlineData(100, 11)]
    public void A_dense_network_follows_the_written_order(int units, int trials)
    {
        double[] weights = Samples.Weights(units, 1.1);
        var network = new Network(Samples.Dense(units, 1.1)) { Gain = 0.75, Noise = 0.01 };
        Activity run = Samples.Run(network, Samples.Options(trials, 9));
        double[] expected = ReferenceLoop.Ordered(weights, units, 0.75, 0.01, 0.125, trials, 3, 9, 42);
        Assert.Equal(expected.Select(BitConverter.DoubleToUInt64Bits), run.Samples!.ToArray().Select(BitConverter.DoubleToUInt64Bits));
        double[] naive = ReferenceLoop.Naive(weights, units, 0.75, 0.01, 0.125, trials, 3, 9, 42);
        Assert.InRange(Samples.LargestDifference(naive, run.Samples!.Span), 0, Rounding);
    }

    [Fact]
    public void Evoked_runs_follow_the_written_order_map_by_map()
    {
        const int Units = 21, Trials = 3;
        NdArray<double> inputs = Samples.Normals(2, Units, 8);
        var network = new Network(Samples.Dense(Units, 1.1)) { Gain = 0.5, Noise = 0.01, InputStrength = 1 };
        Activity run = Samples.Run(network, Samples.Options(Trials, 6), null, new InputOutputMap(inputs, inputs));
        Assert.Equal(ActivityState.Evoked, run.State);
        Assert.Equal([2, Trials, 6, Units], run.Samples!.Shape.ToArray());
        Assert.Equal([2, Units, Units], run.Covariance!.Shape.ToArray());
        for (int map = 0; map < 2; map++)
        {
            double[] expected = ReferenceLoop.Ordered(Samples.Weights(Units, 1.1), Units, 0.5, 0.01, 0.125, Trials, 3, 6, 42, inputs.Row(map).ToArray(), (uint)map);
            Assert.Equal(expected, run.Samples.At(map).ToArray());
        }
    }

    [Theory]
    [CombinatorialStructures]
    public void Every_width_and_number_of_threads_gives_equal_bits(Structure structure, Precision precision, TransferFunction transfer)
    {
        foreach (int trials in (int[])[1, 21, 40])
        {
            var network = new Network(Make(structure, 53)) { Transfer = transfer, Noise = 0.01, Gain = 0.5 };
            SimulationOptions options = Samples.Options(trials, 40) with { Precision = precision, Lags = 2, LagEvery = 3 };
            ulong[]? first = null;
            foreach (LaneWidth width in Samples.Widths)
            {
                foreach (int threads in (int[])[1, 2])
                {
                    ulong[] bits = Samples.Bits(Samples.Run(network, options with { Threads = threads }, width));
                    first ??= bits;
                    Assert.True(first.AsSpan().SequenceEqual(bits), $"{structure} {precision} {transfer} {trials} trials {width} {threads} threads");
                }
            }
        }
    }

    [Theory]
    [InlineData(Precision.Float64)]
    [InlineData(Precision.Float32)]
    public void A_trial_does_not_depend_on_those_run_with_it(Precision precision)
    {
        var network = new Network(Samples.Dense(45, 1)) { Noise = 0.01 };
        ulong[] Of(int trials) => Samples.Bits(Samples.Run(network, Samples.Options(trials, 12, record: Recorded.Samples) with { Precision = precision }));
        ulong[] many = Of(64);
        Assert.Equal(Of(5), many[..(5 * 12 * 45)]);
        Assert.Equal(Of(1), many[..(12 * 45)]);
    }

    [Theory]
    [InlineData(Structure.LowRank)]
    [InlineData(Structure.Sparse)]
    [InlineData(Structure.Diagonal)]
    [InlineData(Structure.Sum)]
    public void A_structure_runs_as_its_dense_matrix_does(Structure structure)
    {
        foreach (int units in (int[])[53, 1100])
        {
            Coupling coupling = Make(structure, units);
            SimulationOptions options = Samples.Options(3, 4, record: Recorded.Samples);
            Activity kept = Samples.Run(new Network(coupling) { Noise = 0.01 }, options);
            Activity dense = Samples.Run(new Network(new DenseCoupling(coupling.Dense())) { Noise = 0.01 }, options);
            Assert.InRange(Samples.LargestDifference(dense.Samples!.Span, kept.Samples!.Span), 0, Rounding);
        }
    }

    [Fact]
    public void Units_renamed_give_the_same_noise_free_states_renamed()
    {
        const int Units = 30;
        int[] name = [.. Enumerable.Range(0, Units)];
        new RandomStream(1, Purpose.Permutation).Shuffle<int>(name);
        double[] weights = Samples.Weights(Units, 1.5), renamed = new double[Units * Units], start = Samples.Normals(1, Units, 3).ToArray(), moved = new double[Units];
        for (int i = 0; i < Units; i++)
        {
            moved[name[i]] = start[i];
            for (int j = 0; j < Units; j++)
                renamed[(name[i] * Units) + name[j]] = weights[(i * Units) + j];
        }

        double[] Run(double[] coupling, double[] initial) => Samples.Run(
            new Network(new DenseCoupling(NdArray<double>.Copy(coupling, Units, Units))) { Noise = 0 },
            Samples.Options(1, 20, record: Recorded.Samples) with { Initial = NdArray<double>.Copy(initial, Units) }).Samples!.ToArray();
        double[] a = Run(weights, start), b = Run(renamed, moved);
        for (int at = 0; at < a.Length; at++)
            Assert.Equal(a[at], b[(at / Units * Units) + name[at % Units]], Rounding);
    }

    [Fact]
    public void Float32_stays_near_float64()
    {
        var network = new Network(Samples.Dense(64, 0.9)) { Noise = 1e-3 };
        SimulationOptions options = Samples.Options(16, 200);
        Activity wide = Samples.Run(network, options), narrow = Samples.Run(network, options with { Precision = Precision.Float32 });
        Assert.Null(narrow.Samples);
        Assert.InRange(wide.Mean!.Span.ToArray().Max(Math.Abs), 1e-4, 1);

        // The normals of the two precisions differ in more than rounding, so only the moments can be near.
        double scale = wide.Covariance!.Span.ToArray().Max();
        Assert.InRange(Samples.LargestDifference(wide.Covariance.Span, narrow.Covariance!.Span), 0, 0.5 * scale);
    }

    private static Coupling Make(Structure structure, int units) => structure switch
    {
        Structure.Dense => Samples.Dense(units, 1),
        Structure.LowRank => LowRank(units),
        Structure.Sparse => Sparse(units),
        Structure.Diagonal => new DiagonalCoupling(NdArray<double>.Copy(Samples.Normals(1, units, 5, 0.5).Span, units)),
        _ => LowRank(units) + Sparse(units) + new DiagonalCoupling(NdArray<double>.Copy(Samples.Normals(1, units, 5, 0.5).Span, units)),
    };

    private static LowRankCoupling LowRank(int units)
        => new(Samples.Normals(units, 3, 6, 0.5 / Math.Sqrt(units)), Samples.Normals(units, 3, 7, 1 / Math.Sqrt(units)));

    private static SparseCoupling Sparse(int units)
    {
        int[] offsets = new int[units + 1];
        var columns = new List<int>();
        for (int i = 0; i < units; i++)
        {
            for (int j = i % 5; j < units; j += 7 + (i % 3))
                columns.Add(j);
            offsets[i + 1] = columns.Count;
        }

        double[] weights = Samples.Normals(1, columns.Count, 9, 0.3).ToArray();
        return new SparseCoupling(
            NdArray<int>.Copy(offsets, units + 1), NdArray<int>.Copy(columns.ToArray(), columns.Count), NdArray<double>.Copy(weights, columns.Count));
    }
}

/// <summary>Each structure with tanh in both precisions, and each transfer function with a dense coupling.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialStructuresAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker)
    {
        var rows = new List<ITheoryDataRow>();
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            foreach (SimulatorBitsTests.Structure structure in Enum.GetValues<SimulatorBitsTests.Structure>())
                rows.Add(new TheoryDataRow(structure, precision, TransferFunction.Tanh));
            foreach (TransferFunction transfer in (TransferFunction[])[TransferFunction.Linear, TransferFunction.Logistic, TransferFunction.Relu])
                rows.Add(new TheoryDataRow(SimulatorBitsTests.Structure.Dense, precision, transfer));
        }

        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
