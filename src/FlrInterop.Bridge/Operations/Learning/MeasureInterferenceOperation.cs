using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class MeasureInterferenceOperation : Operation
{
    public override string Name => "measure_interference";

    public override string Documentation => "How learning one map moves the overlaps of the others, measured by paired simulations.";

    public override IReadOnlyList<Parameter> Parameters { get; } = MeasureSpec.Parameters(
        task: "The input–output pairs.", trials: "Runs of each pair of maps, each with its own noise.");

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        MeasureOptions options = spec.MeasureOptions();
        job.Say("measuring interference");
        reply.Noun(Learner.MeasureInterference(
            spec.Object("network").Read<Network>(),
            spec.Object("task").Read<InputOutputMap>(),
            spec.Rule(),
            options,
            job.Progress,
            job.Cancellation));
    }
}
