using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CosineWaveRhythmOperation : Operation
{
    public override string Name => "task.cosine_wave.rhythm";

    public override string Documentation => "Random waves played in as the input: what the Hebbian rule makes a rhythm of that goes on by itself.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("maps", "int", "The number of waves."),
        new("omega", "float", "ω, the angular frequency.", null, "1/τ"),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(CosineWave.Rhythm(spec.Whole("units"), spec.Whole("maps"), spec.Number("omega"), spec.Seed("rng")));
}
