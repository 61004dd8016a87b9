using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>A chunk whose weights may change to anything.</summary>
internal unsafe class FreeChunk<TLane, V>(Network network) : PlasticChunk(network)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    public override void SharedProduct(double* weights, double* state, double* result)
        => PlasticProduct<TLane, V, NoLimit<V>>.Shared(weights, state, result, Units);

    public override void Advance(double* recurrent, double* drive, double* noise, double* state, double* next, in StepConstants constants)
        => RateStep<TLane, V>.Advance(recurrent, drive, noise, state, next, Units, constants, Network.Transfer);

    public override bool AnyBeyond(double* state) => RateStep<TLane, V>.AnyBeyond(state, Units, Beyond);

    protected override void Product(double* state, double* result)
        => PlasticProduct<TLane, V, NoLimit<V>>.Own(Weights, Presynaptic, Growth, Keep, state, result, Units, default);

    protected override void AddChange(double* change) => PlasticSum<TLane, V, NoLimit<V>>.Add(Weights, change, Units, default);
}

/// <summary>A chunk of a network with a mask or with signs: masked weights stay 0, signed weights stop at 0.</summary>
internal sealed unsafe class LimitedChunk<TLane, V>(Network network) : FreeChunk<TLane, V>(network)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    protected override void Product(double* state, double* result)
    {
        fixed (byte* mask = Network.Connections is null ? default : Network.Connections.Span)
        fixed (double* dale = Network.Dale is null ? default : Network.Dale.Span)
        {
            PlasticProduct<TLane, V, MaskAndSign<TLane, V>>.Own(
                Weights, Presynaptic, Growth, Keep, state, result, Units, new MaskAndSign<TLane, V>(mask, dale, Units));
        }
    }

    protected override void AddChange(double* change)
    {
        fixed (byte* mask = Network.Connections is null ? default : Network.Connections.Span)
        fixed (double* dale = Network.Dale is null ? default : Network.Dale.Span)
            PlasticSum<TLane, V, MaskAndSign<TLane, V>>.Add(Weights, change, Units, new MaskAndSign<TLane, V>(mask, dale, Units));
    }
}
