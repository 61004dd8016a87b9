using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LetterTrajectoryFromPointsOperation : Operation
{
    public override string Name => "task.letter_trajectory.from_points";

    public override string Documentation => "Readouts are to draw a line of the user's own, closed from its last point to the first.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("points", "array", "The corners, shape (points, dimensions), float64."),
        new("units", "int", "The number of units N."),
        new("omega", "float", "ω, the angular frequency.", null, "1/τ"),
        new("harmonics", "int", "The harmonics kept of a drawing.", "4"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(LetterTrajectory.FromPoints(
            spec.Array<double>("points"), spec.Whole("units"), spec.Number("omega"), spec.Seed("rng"), spec.Whole("harmonics")));
}
