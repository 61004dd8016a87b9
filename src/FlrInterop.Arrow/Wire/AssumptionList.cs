using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>What a prediction takes for granted, as a JSON list.</summary>
internal static class AssumptionList
{
    public static WireWriter Assumptions(this WireWriter writer, string name, IReadOnlyList<Assumption> assumptions)
        => writer.Set(name, new JsonArray([.. assumptions.Select(Write)]));

    public static IReadOnlyList<Assumption> Assumptions(this WireReader reader, string name)
        => [.. reader.Objects(name).Select(item => new Assumption(item.Text("name"), item.Text("value"), item.FlagOrNull("holds")))];

    private static JsonObject Write(Assumption assumption) => new()
    {
        ["name"] = assumption.Name,
        ["value"] = assumption.Value,
        ["holds"] = assumption.Holds,
    };
}
