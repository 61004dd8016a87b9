using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class AutoAssociationRandomOperation : Operation
{
    public override string Name => "task.auto_association.random";

    public override string Documentation => "Random patterns of ±1 to be recalled from cues.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("maps", "int", "The number of patterns."),
        new("cue", "float", "The fraction of signs flipped in each cue.", "0.2"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(AutoAssociation.Random(spec.Whole("units"), spec.Whole("maps"), spec.Number("cue"), spec.Seed("rng")));
}
