using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class AutoAssociationOperation : Operation
{
    public override string Name => "task.auto_association";

    public override string Documentation => "Patterns to be recalled from cues: the patterns with some signs flipped.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("patterns", "array", "ξ, shape (maps, units), float64."),
        new("cue", "float", "The fraction of signs flipped in each cue.", "0.2"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(new AutoAssociation(spec.Array<double>("patterns"), spec.Number("cue"), spec.Seed("rng")));
}
