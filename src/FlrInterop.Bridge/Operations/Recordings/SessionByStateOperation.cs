using System.Text.Json.Nodes;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SessionByStateOperation : Operation
{
    public override string Name => "session.by_state";

    public override string Documentation => "A session's trials split by a column of its bins, or its activity without what goes along with the column.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "session", "The recorded session."),
        new("state", "array", "The column, shape (bins,), float64; NaN where it is not known."),
        new("groups", "int?", "The number of groups; null to regress the column out.", "2"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        BciSession session = spec.Object("session").Read<BciSession>();
        NdArray<double> state = spec.Array<double>("state");
        BciSession[] made = spec.WholeOrNull("groups") is int groups
            ? StateSplit.Groups(session, state, new StateOptions { Groups = groups }.Groups)
            : [StateSplit.Without(session, state)];
        NounCodec<BciSession> codec = NounCodecs.Of<BciSession>();
        reply.Fields.Set("sessions", new JsonArray([.. made.Select((own, place) => (JsonNode)codec.Write(own, reply.Fields.Inner($"group{place}")))]));
    }
}
