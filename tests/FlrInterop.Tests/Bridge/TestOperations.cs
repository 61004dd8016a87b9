using FlrInterop.Bridge;
using FlrInterop.Tables;
using FlrInterop.Wire;

namespace FlrInterop.Tests.Bridge;

/// <summary>Gives an array back, and a table.</summary>
internal sealed class EchoOperation : Operation
{
    public override string Name => "test.echo";

    public override string Documentation => "Gives back what it was given.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("values", "array", "Numbers."),
        new("text", "text?", "A text.", "\"none\""),
        new("whole", "int", "A whole number.", "3"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        reply.Fields.Array("values", spec.Array<double>("values")).Text("text", spec.TextOrNull("text")).Whole("whole", spec.Whole("whole")).Number("nan", double.NaN);
        reply.Table("table", new TableBuilder().Column("name", ["a", "b"]).Column("value", [1.0, 2.0]).Build());
    }
}

/// <summary>Works until it is cancelled.</summary>
internal sealed class SpinOperation : Operation
{
    public override string Name => "test.spin";

    public override string Documentation => "Works until it is cancelled.";

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        job.Say("spinning");
        job.Progress.Report(0.5);
        job.Progress.Report(0.25);
        job.Progress.Report(double.NaN);
        job.Cancellation.WaitHandle.WaitOne();
        job.Cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>Fails as it is made to.</summary>
internal sealed class FailOperation(Exception error) : Operation
{
    public override string Name => "test.fail";

    public override string Documentation => "Fails.";

    public override void Run(WireReader spec, Reply reply, JobContext job) => throw error;
}
