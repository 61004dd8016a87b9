using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SessionDescribeOperation : Operation
{
    public override string Name => "session.describe";

    public override string Documentation => "What a session holds, what a fit lacks, and what can therefore be done.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("session", "session", "The recorded session.")];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        SessionDescription found = spec.Object("session").Read<BciSession>().Describe();
        reply.Fields
            .Texts("present", found.Present)
            .Texts("missing", found.Missing)
            .Texts("possible", found.Possible)
            .Texts("notes", found.Notes);
    }
}
