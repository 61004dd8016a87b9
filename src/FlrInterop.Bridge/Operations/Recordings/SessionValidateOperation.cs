using FlrInterop.Tables;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SessionValidateOperation : Operation
{
    public override string Name => "session.validate";

    public override string Documentation => "What a session stores against what activity and decoders give: the largest errors.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("session", "session", "The recorded session.")];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        IReadOnlyList<SessionCheck> rows = spec.Object("session").Read<BciSession>().Validate();
        reply.Table("validation", new TableBuilder()
            .Column("quantity", rows.Select(row => row.Quantity))
            .Column("block", rows.Select(row => row.Block))
            .Column("largest_error", [.. rows.Select(row => row.LargestError)])
            .Column("tolerance", [.. rows.Select(row => row.Tolerance)])
            .Column("bins", [.. rows.Select(row => (long)row.Bins)])
            .Column("holds", rows.Select(row => row.Holds))
            .Build());
    }
}
