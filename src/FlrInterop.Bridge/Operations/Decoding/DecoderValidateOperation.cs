using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class DecoderValidateOperation : Operation
{
    public override string Name => "decoder.validate";

    public override string Documentation => "Checks a decoder; its weights and shift.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("decoder", "decoder", "The decoder."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LatentDecoder decoder = spec.Object("decoder").Read<LatentDecoder>();
        reply.Array("weights", decoder.Weights);
        reply.Array("shift", decoder.Shift);
    }
}
