using System.Numerics;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class TaskInTimeOperation : Operation
{
    public override string Name => "task.in_time";

    public override string Documentation => "Inputs and targets of a task in time, at given times.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("task", "task", "A task in time."),
        new("times", "array", "Shape (times,), float64.", null, "τ"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        if (AnyTask.Read(spec.Object("task")) is not PeriodicTask task)
            throw new ParameterException("the task's inputs are constant, expected a task in time");
        NdArray<double> times = spec.Array<double>("times");
        Require.Shape(times.Shape, "times", "(times,)", -1);
        Require.AllFinite(times.Span, "times");
        reply.Array("inputs", Series(task, times, task.Input));
        reply.Array("targets", Series(task, times, task.Target));
    }

    private static NdArray<double> Series(PeriodicTask task, NdArray<double> times, Func<int, int, Complex[]> component)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, task.Maps, times.Length, task.Units);
        for (int map = 0; map < task.Maps; map++)
        {
            Complex[][] own = [.. Enumerable.Range(0, task.Harmonics + 1).Select(k => component(map, k))];
            for (int t = 0; t < times.Length; t++)
                Fourier.Evaluate(own, task.Omega * times[t], values.Slice(((map * times.Length) + t) * task.Units, task.Units));
        }

        return made;
    }
}
