using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CentreOutModelOperation : Operation
{
    public override string Name => "task.centre_out.model";

    public override string Documentation => "A network with an intrinsic manifold and cues for eight targets.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "N, 20 or more.", "100"),
        new("disorder", "float", "The strength of the Gaussian part of the coupling.", "0.2"),
        new("noise", "float", "D.", "0.005"),
        new("amplitude", "float", "The root mean square of the evoked activity.", "0.35"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        CentreOutModel model = CentreOutModel.Make(
            spec.Whole("units"), spec.Number("disorder"), spec.Number("noise"), spec.Number("amplitude"), spec.Seed("rng"));
        reply.Fields.Noun("network", model.Network).Array("cues", model.Cues).Array("directions", model.Directions);
    }
}
