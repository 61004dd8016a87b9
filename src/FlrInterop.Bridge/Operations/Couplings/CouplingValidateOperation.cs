using System.Text.Json.Nodes;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingValidateOperation : Operation
{
    public override string Name => "coupling.validate";

    public override string Documentation => "Checks a coupling made of the caller's arrays, which stay where they are, and tells what it costs.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("coupling", "coupling", "The coupling."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        WireReader wire = spec.Object("coupling");
        CouplingReply.Costs(reply, wire.Read<Coupling>());
        reply.Fields.Set("coupling", JsonNode.Parse(wire.Json.GetRawText()));
    }
}
