using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A task of input–output pairs.</summary>
internal sealed class InputOutputMapCodec : NounCodec<InputOutputMap>
{
    public const string KindName = "input-output-map";

    public override string Kind => KindName;

    public override JsonObject Write(InputOutputMap noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Array("inputs", noun.Inputs)
        .Array("targets", noun.Targets)
        .Json;

    public override InputOutputMap Read(WireReader reader)
    {
        string kind = reader.TextOrNull("kind") ?? KindName;
        if (kind != KindName)
            throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected '{KindName}'");
        var made = new InputOutputMap(reader.Array<double>("inputs"), reader.Array<double>("targets"));
        reader.Close();
        return made;
    }
}
