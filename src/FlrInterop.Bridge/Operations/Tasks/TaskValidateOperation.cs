using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class TaskValidateOperation : Operation
{
    public override string Name => "task.validate";

    public override string Documentation => "Checks a task; its arrays stay where they are.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("task", "task", "The task."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LearningTask task = AnyTask.Read(spec.Object("task"));
        reply.Fields.Text("kind", task.Kind).Whole("units", task.Units).Whole("maps", task.Maps);
        if (task is PeriodicTask inTime)
            reply.Fields.Number("omega", inTime.Omega).Whole("harmonics", inTime.Harmonics).Whole("readouts", inTime.ReadoutCount);
    }
}
