using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class NetworkValidateOperation : Operation
{
    public override string Name => "network.validate";

    public override string Documentation => "Checks a network; its arrays stay where they are.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Network network = spec.Object("network").Read<Network>();
        reply.Fields
            .Whole("units", network.Units)
            .Number("gain", network.Gain)
            .Number("noise", network.Noise)
            .Number("input_strength", network.InputStrength)
            .Text("transfer", network.Transfer.Name());
    }
}
