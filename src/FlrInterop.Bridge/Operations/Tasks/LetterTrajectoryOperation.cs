using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LetterTrajectoryOperation : Operation
{
    public override string Name => "task.letter_trajectory";

    public override string Documentation => "Two readouts are to draw letters, once a period.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("letters", "text", "One capital or more, A to Z, each a map."),
        new("units", "int", "The number of units N."),
        new("omega", "float", "ω, the angular frequency.", null, "1/τ"),
        new("harmonics", "int", "The harmonics kept of a drawing.", "4"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(new LetterTrajectory(
            spec.Text("letters"), spec.Whole("units"), spec.Number("omega"), spec.Seed("rng"), spec.Whole("harmonics")));
}
