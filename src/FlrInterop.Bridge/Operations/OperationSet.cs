using System.Text.Json.Nodes;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>Operations by name.</summary>
internal sealed class OperationSet
{
    private readonly SortedDictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public OperationSet(params IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
            _operations.Add(operation.Name, operation);
    }

    public IReadOnlyCollection<Operation> All => _operations.Values;

    public Operation Find(string name) => _operations.TryGetValue(name, out Operation? found)
        ? found
        : throw new UnknownNameException(
            $"there is no operation '{name}', expected one of: {string.Join(", ", _operations.Keys)}{Nearest.Hint(name, _operations.Keys)}");

    /// <summary>Every operation with its parameters, defaults and units, and the error codes.</summary>
    public JsonObject Describe()
    {
        var operations = new JsonObject();
        foreach (Operation operation in All)
            operations[operation.Name] = operation.Describe();
        var errors = new JsonObject();
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.None))
            errors[Failure.NameOf(code)] = (int)code;
        return new JsonObject
        {
            ["version"] = typeof(Network).Assembly.GetName().Version!.ToString(3),
            ["operations"] = operations,
            ["errors"] = errors,
        };
    }
}
