using System.Text.Json.Nodes;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>Something that Python can ask for; one file each. Its name, parameters and defaults are data: the only truth about them.</summary>
internal abstract class Operation
{
    /// <summary>Stands for an operation that was not found.</summary>
    public static Operation Nothing { get; } = new NoOperation();

    public abstract string Name { get; }

    /// <summary>One sentence.</summary>
    public abstract string Documentation { get; }

    public virtual IReadOnlyList<Parameter> Parameters { get; } = [];

    /// <summary>Does the work on the job's thread.</summary>
    /// <param name="spec">The parameters, defaults filled in, unknown names refused.</param>
    /// <param name="reply">Where the answer goes.</param>
    /// <param name="job">Progress and cancellation.</param>
    public abstract void Run(WireReader spec, Reply reply, JobContext job);

    public JsonObject Describe() => new()
    {
        ["documentation"] = Documentation,
        ["parameters"] = new JsonArray([.. Parameters.Select(Describe)]),
    };

    private static JsonObject Describe(Parameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["type"] = parameter.Type,
        ["unit"] = parameter.Unit,
        ["required"] = parameter.IsRequired,
        ["default"] = parameter.Default is null ? null : JsonNode.Parse(parameter.Default),
        ["documentation"] = parameter.Documentation,
    };

    private sealed class NoOperation : Operation
    {
        public override string Name => "nothing";

        public override string Documentation => "Does nothing.";

        public override void Run(WireReader spec, Reply reply, JobContext job)
        {
        }
    }
}
