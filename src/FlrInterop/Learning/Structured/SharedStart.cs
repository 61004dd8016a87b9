using System.Runtime.Intrinsics;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>J₀ packed once for all maps, in the structure that it has.</summary>
internal abstract class SharedStart(Network network) : IDisposable
{
    protected Network Network { get; } = network;

    /// <summary>The units, rounded up to whole lines.</summary>
    public int Padded => checked((Network.Units + ChunkLayout.Lanes - 1) / ChunkLayout.Lanes * ChunkLayout.Lanes);

    public static SharedStart Pack(Network network, LaneWidth width, StopSignal stop) => width switch
    {
        LaneWidth.Bits512 => new Packed<Lane512Double, Vector512<double>>(network, stop),
        LaneWidth.Bits256 => new Packed<Lane256Double, Vector256<double>>(network, stop),
        _ => new Packed<LanePortableDouble, double>(network, stop),
    };

    /// <summary>A chunk of maps that learn from it.</summary>
    public abstract ILearningChunk Chunk();

    /// <summary>The one J of maps that learn together from it.</summary>
    public abstract TogetherWeights Together(int maps);

    public abstract void Dispose();

    private sealed class Packed<TLane, V> : SharedStart
        where TLane : struct, ILane<double, V>
        where V : unmanaged
    {
        private readonly PackedCoupling<TLane, double, V> _coupling;
        private readonly StopSignal _stop;

        public Packed(Network network, StopSignal stop)
            : base(network)
        {
            _stop = stop;
            _coupling = new PackedCoupling<TLane, double, V>(network.Coupling, 1, Padded, stop);
        }

        public override ILearningChunk Chunk() => new RankOneChunk<TLane, V>(Network, _coupling, Padded, _stop);

        public override TogetherWeights Together(int maps) => new TogetherFactors<TLane, V>(_coupling, Network.Units, maps, _stop);

        public override void Dispose() => _coupling.Dispose();
    }
}
