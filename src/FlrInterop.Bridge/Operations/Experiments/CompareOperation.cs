using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CompareOperation : Operation
{
    public override string Name => "compare";

    public override string Documentation => "Predicted speeds against measured ones: R², slope and rank correlation with bootstrap intervals, permutation p.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("predicted", "array", "Predicted speeds, shape (maps,), float64."),
        new("measured", "array", "Measured speeds, shape (maps,), float64."),
        new("standard_error", "array?", "Standard errors of the measured speeds, shape (maps,), float64; null where not known.", "null"),
        new("null_speed", "array?", "Speeds predicted without fluctuations, shape (maps,), float64; null where there are none.", "null"),
        new("resamples", "int", "Resamples of the bootstrap.", "10000"),
        new("rng", "seed", "The key of the resampling.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Comparison found = Comparison.Between(
            spec.Array<double>("predicted"),
            spec.Array<double>("measured"),
            spec.ArrayOrNull<double>("standard_error"),
            spec.ArrayOrNull<double>("null_speed"),
            spec.Whole("resamples"),
            spec.Seed("rng"));
        ComparisonCodec.Statistics(found, reply.Fields);
    }
}
