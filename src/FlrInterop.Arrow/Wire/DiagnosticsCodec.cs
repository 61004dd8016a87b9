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
        .Array("value", NdArray<double>.Copy([.. noun.Items.Select(item => item.Value)], noun.Items.Count))
        .Array("limit", NdArray<double>.Copy([.. noun.Items.Select(item => item.Limit)], noun.Items.Count))
        .Json;

    public override Diagnostics Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        NdArray<double> value = reader.Array<double>("value"), limit = reader.Array<double>("limit");
        WireReader[] items = [.. reader.Objects("items")];
        Require.Shape(value.Shape, "value", "(items,)", items.Length);
        Require.Shape(limit.Shape, "limit", "(items,)", items.Length);
        var made = new Diagnostics
        {
            Items = [.. items.Select((item, place) => Item(item, value[place], limit[place]))],
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
        };
        reader.Close();
        return made;
    }

    private static JsonObject Item(Diagnostic item) => new()
    {
        ["name"] = item.Name,
        ["holds"] = item.Holds,
        ["sentence"] = item.Sentence,
    };

    private static Diagnostic Item(WireReader item, double value, double limit)
    {
        var made = new Diagnostic(item.Text("name"), value, limit, item.FlagOrNull("holds"), item.Text("sentence"));
        item.Close();
        return made;
    }
}
