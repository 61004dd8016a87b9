using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>A transfer function on a register.</summary>
internal interface ITransfer<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    static abstract V Apply(V h);
}

/// <summary>The four transfer functions.</summary>
internal static class Transfers<TLane, T, V>
    where TLane : struct, ILane<T, V>
    where T : unmanaged
    where V : unmanaged
{
    internal struct Tanh : ITransfer<TLane, T, V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply(V h) => Elementary<TLane, T, V>.Tanh(h);
    }

    internal struct Logistic : ITransfer<TLane, T, V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply(V h) => Elementary<TLane, T, V>.Logistic(h);
    }

    internal struct Relu : ITransfer<TLane, T, V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply(V h) => Elementary<TLane, T, V>.Relu(h);
    }

    internal struct Linear : ITransfer<TLane, T, V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply(V h) => h;
    }
}
