using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Where a prediction may be trusted.</summary>
internal sealed class DiagnosticsCodec : NounCodec<Diagnostics>
{
    public override string Kind => "diagnostics";

    public override JsonObject Write(Diagnostics noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("status", noun.Status)
        .Set("items", new JsonArray([.. noun.Items.Select(Item)]))
        .Json;

    public override Diagnostics Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new Diagnostics
        {
            Items = [.. reader.Objects("items").Select(Item)],
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
        };
        reader.Close();
        return made;
    }

    private static JsonObject Item(Diagnostic item) => new()
    {
        ["name"] = item.Name,
        ["value"] = WireNumber.Write(item.Value),
        ["limit"] = WireNumber.Write(item.Limit),
        ["holds"] = item.Holds,
        ["sentence"] = item.Sentence,
    };

    private static Diagnostic Item(WireReader item)
    {
        var made = new Diagnostic(item.Text("name"), item.Number("value"), item.Number("limit"), item.FlagOrNull("holds"), item.Text("sentence"));
        item.Close();
        return made;
    }
}
