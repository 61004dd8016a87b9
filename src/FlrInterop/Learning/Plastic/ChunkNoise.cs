using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The standard normals of a chunk: the same places, so the same bits, as those of the simulator.</summary>
internal readonly unsafe struct ChunkNoise(Seed seed, int map, int firstTrial)
{
    private readonly (uint Low, uint High) _key = Philox.Key(seed);
    private readonly uint _last = RandomStream.Word(Purpose.Dynamics, (uint)map);

    /// <summary>z of one step, shape (units, lanes).</summary>
    public void Fill(uint step, int units, double* values)
    {
        for (int unit = 0; unit < units; unit += 4)
        {
            for (int lane = 0; lane < ChunkLayout.Lanes; lane++)
            {
                (uint a, uint b, uint c, uint d) = Philox.Words(_key.Low, _key.High, (uint)unit / 4, step, (uint)(firstTrial + lane), _last);
                double* place = values + (unit * ChunkLayout.Lanes) + lane;
                Pair(a, b, place, units - unit);
                Pair(c, d, place + (2 * ChunkLayout.Lanes), units - unit - 2);
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
