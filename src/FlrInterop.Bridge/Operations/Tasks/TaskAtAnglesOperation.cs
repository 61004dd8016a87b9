using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class TaskAtAnglesOperation : Operation
{
    public override string Name => "task.input_output_map.at_angles";

    public override string Documentation => "Targets of ±1 at many angles to the leading axes of spontaneous activity, with random inputs of ±1.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("activity", "activity", "Spontaneous activity with its covariance."),
        new("maps", "int", "The number of pairs, 2 or more."),
        new("axes", "int", "How many leading axes are used.", "3"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(InputOutputMap.AtAngles(spec.Object("activity").Read<Activity>(), spec.Whole("maps"), spec.Seed("rng"), spec.Whole("axes")));
}
