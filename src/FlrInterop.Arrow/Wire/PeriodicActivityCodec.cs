using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>The mean activity under a periodic input, by its harmonics.</summary>
internal sealed class PeriodicActivityCodec : NounCodec<PeriodicActivity>
{
    public const string KindName = "periodic-activity";

    public override string Kind => KindName;

    public override JsonObject Write(PeriodicActivity noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Number("omega", noun.Omega)
        .Complex("components", noun.Components)
        .Json;

    public override PeriodicActivity Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        // NaN may come in: a run that diverged has no activity, and its status says so.
        NdArray<System.Numerics.Complex> components = reader.Complex("components");
        Require.Shape(components.Shape, $"{reader.What}.components", "(maps, harmonics + 1, units)", -1, -1, -1);
        var made = new PeriodicActivity(Require.Positive(reader.Number("omega"), $"{reader.What}.omega"), components);
        reader.Close();
        return made;
    }
}
