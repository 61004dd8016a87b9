using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>What two operations share: how the constraints on directions are given.</summary>
internal static class DirectionSpec
{
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity before learning, or a network."),
        new("count", "int", "How many.", "10"),
        new("orthogonal_to", "array?", "What is known already, shape (vectors, units), float64; null for nothing.", "null"),
        new("within", "array?", "A manifold, shape (vectors, units), float64: directions are sums of these; null for any.", "null"),
        new("readout", "array?", "The weights of a readout, shape (readouts, units), float64: directions are sums of these; null for any.", "null"),
        new("novelty", "float?", "The angle from novelty_from; null for any.", "null", "degrees"),
        new("novelty_from", "array?", "What novelty is measured from, shape (units,), float64; null for the mean of an evoked activity.", "null"),
        new("estimator", "text?", "The estimator of the susceptibility; null for the one that fits the source.", "null"),
    ];

    public static DirectionOptions Read(WireReader spec) => new()
    {
        OrthogonalTo = spec.ArrayOrNull<double>("orthogonal_to"),
        Within = spec.ArrayOrNull<double>("within"),
        Readout = spec.ArrayOrNull<double>("readout"),
        Novelty = spec.NumberOrNull("novelty"),
        NoveltyFrom = spec.ArrayOrNull<double>("novelty_from"),
        Estimator = spec.TextOrNull("estimator"),
    };
}
