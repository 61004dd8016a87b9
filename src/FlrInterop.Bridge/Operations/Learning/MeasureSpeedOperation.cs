using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class MeasureSpeedOperation : Operation
{
    public override string Name => "measure_speed";

    public override string Documentation => "Initial learning speeds measured by paired simulations: the same noise with and without learning.";

    public override IReadOnlyList<Parameter> Parameters { get; } = MeasureSpec.Parameters(
        task: "What is to be learned, each map on its own copy of the coupling.", trials: "Pairs of runs, each with its own noise.");

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        MeasureOptions options = spec.MeasureOptions();
        job.Say("measuring learning speeds");
        Network network = spec.Object("network").Read<Network>();
        LearningTask task = AnyTask.Read(spec.Object("task"));
        LearningRule rule = spec.Rule();
        if (task is PeriodicTask inTime)
            reply.Noun(Learner.MeasureSpeed(network, inTime, rule, options, job.Progress, job.Cancellation));
        else
            reply.Noun(Learner.MeasureSpeed(network, AnyTask.Maps(task, "measure_speed"), rule, options, job.Progress, job.Cancellation));
    }
}
