using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class DiagnoseOperation : Operation
{
    public override string Name => "diagnose";

    public override string Documentation => "Where a prediction from an activity or a network may be trusted.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("source", "activity or network", "Activity, or a network."),
        new("input", "array?", "Of a network: η, shape (units,), float64; null for none.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        NdArray<double>? input = spec.ArrayOrNull<double>("input");
        reply.Noun(Source.Match(
            spec,
            "source",
            activity => input is null ? Flr.Diagnose(activity) : throw new ParameterException("input goes with a network, but source is an activity: its state is the one it was recorded in"),
            network => Flr.Diagnose(network, input)));
    }
}
