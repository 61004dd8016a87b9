using System.Text.Json;
using System.Text.Json.Nodes;
using FlrInterop.Tensors;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>An operation's parameters as given, with its defaults for those that were left out.</summary>
internal sealed class SpecReader
{
    /// <summary>Checks the names and fills the defaults in.</summary>
    /// <exception cref="UnknownNameException">A parameter is not one of the operation's.</exception>
    /// <exception cref="ParameterException">One that must be given is missing, or one that may not be null is null.</exception>
    public SpecReader(Operation operation, JsonElement given, TensorSet tensors)
    {
        if (given.ValueKind != JsonValueKind.Object)
            throw Require.Refused($"the specification of '{operation.Name}'", given.ValueKind, "a JSON object");
        string[] known = [.. operation.Parameters.Select(parameter => parameter.Name)];
        foreach (JsonProperty property in given.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw new ParameterException(WireReader.Unknown($"'{operation.Name}'", property.Name, known).Message);
        }

        var whole = new JsonObject();
        foreach (Parameter parameter in operation.Parameters)
        {
            bool isGiven = given.TryGetProperty(parameter.Name, out JsonElement value);
            if (!isGiven && parameter.IsRequired)
                throw new ParameterException($"'{operation.Name}' needs '{parameter.Name}' ({parameter.Type}), but it was not given");
            if (isGiven && value.ValueKind == JsonValueKind.Null && !parameter.Type.EndsWith('?'))
                throw Require.Refused(parameter.Name, "null", parameter.Type);
            whole[parameter.Name] = isGiven ? JsonNode.Parse(value.GetRawText()) : JsonNode.Parse(parameter.Default!);
        }

        Wire = new WireReader($"'{operation.Name}'", "", JsonSerializer.SerializeToElement(whole), tensors);
    }

    public WireReader Wire { get; }
}
