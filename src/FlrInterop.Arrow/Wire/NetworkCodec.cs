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
        var made = new Network(coupling)
        {
            Gain = reader.NumberOrNull("gain") ?? 1,
            Noise = reader.NumberOrNull("noise") ?? 1e-3,
            InputStrength = reader.NumberOrNull("input_strength") ?? 1,
            Transfer = TransferFunctions.Parse(reader.TextOrNull("transfer") ?? "tanh"),
            Mask = reader.ArrayOrNull<byte>("mask"),
            Dale = reader.ArrayOrNull<double>("dale"),
        };
        reader.Close();
        return made;
    }
}
