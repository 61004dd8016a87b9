using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>What a prediction starts from: an activity or a network, told apart by the wire form.</summary>
internal static class Source
{
    /// <summary>Applies one function or the other.</summary>
    public static T Match<T>(WireReader spec, string name, Func<Activity, T> activity, Func<Network, T> network)
    {
        WireReader wire = spec.Object(name);
        return wire.TextOrNull("kind") == ActivityCodec.KindName ? activity(wire.Read<Activity>()) : network(wire.Read<Network>());
    }
}
