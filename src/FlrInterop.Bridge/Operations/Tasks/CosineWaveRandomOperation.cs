using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class CosineWaveRandomOperation : Operation
{
    public override string Name => "task.cosine_wave.random";

    public override string Documentation => "Waves of independent random patterns of ±1.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("units", "int", "The number of units N."),
        new("maps", "int", "The number of waves."),
        new("omega", "float", "ω, the angular frequency.", null, "1/τ"),
        new("phases", "text", "\"two\", \"one\" or \"constant\": how the input runs in time.", "\"two\""),
        new("rng", "seed", "The key of the random numbers."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(CosineWave.Random(
            spec.Whole("units"),
            spec.Whole("maps"),
            spec.Number("omega"),
            spec.Seed("rng"),
            Choice.OneOf("phases", spec.Text("phases"), ("two", InputPhases.Two), ("one", InputPhases.One), ("constant", InputPhases.Constant))));
}
