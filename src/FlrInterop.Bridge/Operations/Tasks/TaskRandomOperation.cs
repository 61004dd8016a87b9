using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class TaskRandomOperation : Operation
{
    public override string Name => "task.input_output_map.random";

    public override string Documentation => "Random input–output pairs of ±1.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("maps", "int", "The number of pairs."),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(InputOutputMap.Random(spec.Whole("units"), spec.Whole("maps"), spec.Seed("rng")));
}
