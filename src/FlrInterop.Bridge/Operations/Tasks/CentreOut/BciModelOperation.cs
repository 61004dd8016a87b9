using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BciModelOperation : Operation
{
    public override string Name => "bci.model";

    public override string Documentation => "A network with an intrinsic manifold and cues for eight targets; or one of the user's own, checked.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "N, 20 or more.", "100"),
        new("disorder", "float", "g, the strength of the Gaussian part of the coupling.", "0.2"),
        new("noise", "float", "D.", "0.005"),
        new("amplitude", "float", "The root mean square of the evoked activity.", "0.35"),
        new("own", "centre-out-model?", "A model of the user's own; the other parameters are not used then.", "null"),
        new("rng", "seed", "The key of the random numbers.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun("model", spec.ObjectOrNull("own")?.Read<CentreOutModel>()
            ?? CentreOutModel.Make(spec.Whole("units"), spec.Number("disorder"), spec.Number("noise"), spec.Number("amplitude"), spec.Seed("rng")));
}
