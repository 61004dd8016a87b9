using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LatentDecoderOperation : Operation
{
    public override string Name => "decoder.latent";

    public override string Documentation => "Checks a decoder and completes it, after a perturbation where one is given.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("decoder", "latent-decoder", "The decoder; without a projection it reads latents."),
        new("kind", "text?", "\"within-manifold\" or \"outside-manifold\"; null for no perturbation.", "null"),
        new("permutation", "array?", "p, int64: column j becomes column p_j.", "null"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LatentDecoder decoder = spec.Object("decoder").Read<LatentDecoder>();
        if (spec.TextOrNull("kind") is string kind)
        {
            int[] permutation = Array.ConvertAll(spec.Array<long>("permutation").ToArray(), at => checked((int)at));
            decoder = decoder.Perturbed(PerturbationKinds.Parse(kind), permutation);
        }

        reply.Noun("decoder", decoder);
        reply.Array("weights", decoder.Weights);
        reply.Array("shift", decoder.Shift);
    }
}
