using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A network: its coupling, its numbers, and where given its mask and signs.</summary>
internal sealed class NetworkCodec : NounCodec<Network>
{
    public override string Kind => "network";

    public override JsonObject Write(Network noun, WireWriter writer) => writer
        .Noun("coupling", noun.Coupling)
        .Number("gain", noun.Gain)
        .Number("noise", noun.Noise)
        .Number("input_strength", noun.InputStrength)
        .Text("transfer", noun.Transfer.Name())
        .Array("mask", noun.Mask)
        .Array("dale", noun.Dale)
        .Json;

    public override Network Read(WireReader reader)
    {
        Coupling coupling = reader.Object("coupling").Read<Coupling>();
        int units = coupling.Units;
        NdArray<byte>? mask = reader.ArrayOrNull<byte>("mask");
        NdArray<double>? dale = reader.ArrayOrNull<double>("dale");
        if (mask is not null)
            Require.Shape(mask.Shape, "mask", "(units, units)", units, units);
        if (dale is not null)
            CheckSigns(dale, units);
        var made = new Network(coupling)
        {
            Gain = reader.NumberOrNull("gain") ?? 1,
            Noise = reader.NumberOrNull("noise") ?? 1e-3,
            InputStrength = reader.NumberOrNull("input_strength") ?? 1,
            Transfer = TransferFunctions.Parse(reader.TextOrNull("transfer") ?? "tanh"),
            Mask = mask,
            Dale = dale,
        };
        reader.Close();
        return made;
    }

    private static void CheckSigns(NdArray<double> dale, int units)
    {
        Require.Shape(dale.Shape, "dale", "(units,)", units);
        int at = dale.Span.IndexOfAnyExcept([-1.0, 0.0, 1.0]);
        if (at >= 0)
            throw Require.Refused($"dale[{at}]", dale[at], "-1, 0 or 1");
    }
}
