using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>What a network does not let learning do to a weight; a struct, so that the kernel without limits pays nothing.</summary>
internal interface IWeightLimit<V>
    where V : unmanaged
{
    /// <summary>The weight after an update, as the network allows it.</summary>
    V Apply(V before, V after, int post, int pre);
}

/// <summary>Every weight may change to anything.</summary>
internal readonly struct NoLimit<V> : IWeightLimit<V>
    where V : unmanaged
{
    public V Apply(V before, V after, int post, int pre) => after;
}

/// <summary>Masked weights stay as they are (0); signed weights stop at 0.</summary>
internal readonly unsafe struct MaskAndSign<TLane, V>(byte* mask, double* dale, int units) : IWeightLimit<V>
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    public V Apply(V before, V after, int post, int pre)
    {
        if (mask != null && mask[((long)post * units) + pre] == 0)
            return before;
        double sign = dale == null ? 0 : dale[pre];
        if (sign > 0)
            return TLane.Max(TLane.Zero, after);
        return sign < 0 ? TLane.Min(TLane.Zero, after) : after;
    }
}
