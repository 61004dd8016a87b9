using System.Diagnostics;
using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Benchmarks;

/// <summary>"noise float64|float32 width|best rounds": the seconds that one thread takes for so many times 4,096 units, 64 bytes of trials each.</summary>
internal static unsafe class NoiseQuestion
{
    private const int Units = 4096;

    // The units of one call: as many as a simulation asks for at a time, so that they stay in the nearest cache.
    private const int Block = 32;

    public static double Seconds(bool narrow, string width, int rounds)
    {
        LaneWidth chosen = width == "best" ? LaneWidths.Best : Enum.Parse<LaneWidth>(width);
        return (chosen, narrow) switch
        {
            (LaneWidth.Bits512, false) => Run<Lane512Double, double, Vector512<double>, Words512, Vector512<ulong>>(rounds),
            (LaneWidth.Bits512, true) => Run<Lane512Float, float, Vector512<float>, Words512, Vector512<ulong>>(rounds),
            (LaneWidth.Bits256, false) => Run<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>(rounds),
            (LaneWidth.Bits256, true) => Run<Lane256Float, float, Vector256<float>, Words256, Vector256<ulong>>(rounds),
            (_, false) => Run<LanePortableDouble, double, double, WordsPortable, ulong>(rounds),
            _ => Run<LanePortableFloat, float, float, WordsPortable, ulong>(rounds),
        };
    }

    private static double Run<TLane, T, V, TWords, W>(int rounds)
        where TLane : struct, ILane<T, V>
        where T : unmanaged
        where V : unmanaged
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        using var keys = new AlignedMemory<ulong>(2 * Philox.Rounds);
        using var normals = new AlignedMemory<T>(Block * (64 / sizeof(T)));
        Philox.RoundKeys(Philox.Key(7), keys.Start);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds; round++)
        {
            for (int unit = 0; unit < Units; unit += Block)
                NoiseBlock<TLane, T, V, TWords, W>.Chunk(keys.Start, unit, Block, (uint)round, 0, 1, normals.Start);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
