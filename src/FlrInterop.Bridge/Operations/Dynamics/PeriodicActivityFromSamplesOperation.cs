using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class PeriodicActivityFromSamplesOperation : Operation
{
    public override string Name => "periodic_activity.from_samples";

    public override string Documentation => "The harmonics of the mean activity, from samples over whole periods that begin where the input has phase 0.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("samples", "array", "Shape (maps, trials, times, units), float64."),
        new("step", "float", "The time from one sample to the next.", null, "τ or s"),
        new("omega", "float", "ω, the angular frequency.", null, "1/τ or 1/s"),
        new("harmonics", "int", "The harmonics kept.", "3"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
        => reply.Noun(PeriodicActivity.FromSamples(
            spec.Array<double>("samples"), spec.Number("step"), spec.Number("omega"), spec.Whole("harmonics")));
}
