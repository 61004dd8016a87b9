using System.Text.Json.Nodes;
using FlrInterop.Tensors;

namespace FlrInterop.Wire;

/// <summary>Writes a noun's JSON object and puts its arrays into a set of tensors, each under a unique name.</summary>
internal sealed class WireWriter(TensorSet tensors, string prefix = "")
{
    public JsonObject Json { get; } = [];

    public WireWriter Text(string name, string? value) => Set(name, value is null ? null : JsonValue.Create(value));

    public WireWriter Number(string name, double? value) => Set(name, WireNumber.Write(value));

    public WireWriter Whole(string name, long value) => Set(name, JsonValue.Create(value));

    public WireWriter Wholes(string name, IEnumerable<int> values) => Set(name, new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]));

    public WireWriter Interval(string name, Interval value) => Set(name, new JsonArray(WireNumber.Write(value.Low), WireNumber.Write(value.High)));

    public WireWriter Texts(string name, IEnumerable<string> values) => Set(name, new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]));

    public WireWriter Array<T>(string name, NdArray<T>? values)
        where T : unmanaged
    {
        if (values is null)
            return Set(name, null);
        tensors.Add(prefix + name, values);
        return Set(name, JsonValue.Create($"@{prefix}{name}"));
    }

    /// <summary>A noun within this one; its arrays' names begin with its own name.</summary>
    public WireWriter Noun<T>(string name, T noun)
        where T : class
        => Set(name, NounCodecs.Of<T>().Write(noun, Inner(name)));

    public WireWriter Inner(string name) => new(tensors, $"{prefix}{name}.");

    public WireWriter Set(string name, JsonNode? value)
    {
        Json[name] = value;
        return this;
    }
}
