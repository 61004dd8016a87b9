using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The standard normals of a chunk: the same places, so the same bits, as those of the simulator.</summary>
internal unsafe struct ChunkNoise
{
    private const int Block = 8;
    private readonly (uint Low, uint High) _key;
    private readonly uint _last;
    private readonly uint _firstTrial;
    private readonly LaneWidth _width;
    private fixed ulong _rounds[2 * Philox.Rounds];

    public ChunkNoise(Seed seed, int map, int firstTrial)
    {
        _key = Philox.Key(seed);
        _last = RandomStream.Word(Purpose.Dynamics, (uint)map);
        _firstTrial = (uint)firstTrial;
        _width = LaneWidths.Best;
        fixed (ulong* rounds = _rounds)
            Philox.RoundKeys(_key, rounds);
    }

    /// <summary>z of one step, shape (units, lanes).</summary>
    public void Fill(uint step, int units, double* values)
    {
        int whole = units - (units % Block);
        if (whole > 0)
            FillBlocks(step, whole, values);
        for (int unit = whole; unit < units; unit += 4)
        {
            for (int lane = 0; lane < ChunkLayout.Lanes; lane++)
            {
                (uint a, uint b, uint c, uint d) = Philox.Words(_key.Low, _key.High, (uint)unit / 4, step, _firstTrial + (uint)lane, _last);
                double* place = values + (unit * ChunkLayout.Lanes) + lane;
                Pair(a, b, place, units - unit);
                Pair(c, d, place + (2 * ChunkLayout.Lanes), units - unit - 2);
            }
        }
    }

    private void FillBlocks(uint step, int units, double* values)
    {
        fixed (ulong* rounds = _rounds)
        {
            switch (_width)
            {
                case LaneWidth.Bits512:
                    NoiseBlock<Lane512Double, double, Vector512<double>, Words512, Vector512<ulong>>.Chunk(rounds, 0, units, step, _firstTrial, _last, values);
                    break;
                case LaneWidth.Bits256:
                    NoiseBlock<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>.Chunk(rounds, 0, units, step, _firstTrial, _last, values);
                    break;
                default:
                    NoiseBlock<LanePortableDouble, double, double, WordsPortable, ulong>.Chunk(rounds, 0, units, step, _firstTrial, _last, values);
                    break;
            }
        }
    }

    private static void Pair(uint a, uint b, double* place, int left)
    {
        if (left < 1)
            return;
        BoxMuller<LanePortableDouble, double, double>.Pair(
            BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b), out double first, out double second);
        place[0] = first;
        if (left > 1)
            place[ChunkLayout.Lanes] = second;
    }
}
