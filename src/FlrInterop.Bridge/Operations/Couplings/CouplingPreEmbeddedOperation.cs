using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CouplingPreEmbeddedOperation : Operation
{
    public override string Name => "coupling.pre_embedded";

    public override string Documentation
        => "A coupling scale · (1/N) Σ (ξ−η)(ξ+η)ᵀ in which maps are embedded: random ones (units, maps, rng) or given ones (inputs, targets).";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int?", "The number of units N, for random maps.", "null"),
        new("maps", "int?", "The number of random maps.", "null"),
        new("rng", "seed?", "The key of the random numbers, for random maps.", "null"),
        new("inputs", "array?", "η, shape (maps, units), float64.", "null"),
        new("targets", "array?", "ξ, shape (maps, units), float64.", "null"),
        new("scale", "float", "A factor on every weight.", "1.0"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        double scale = spec.Number("scale");
        bool isGiven = spec.Has("inputs") || spec.Has("targets");
        bool isRandom = spec.Has("units") || spec.Has("maps");
        if (isGiven == isRandom)
            throw new ParameterException($"pre_embedded was given {(isGiven ? "both" : "neither")}, expected either inputs and targets, or units, maps and rng");
        CouplingReply.Write(reply, isGiven
            ? Couplings.PreEmbedded(spec.Array<double>("inputs"), spec.Array<double>("targets"), scale)
            : Couplings.PreEmbedded(spec.Whole("units"), spec.Whole("maps"), spec.Seed("rng"), scale));
    }
}
