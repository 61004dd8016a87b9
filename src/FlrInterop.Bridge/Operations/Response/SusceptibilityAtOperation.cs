using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SusceptibilityAtOperation : Operation
{
    public override string Name => "susceptibility.at";

    public override string Documentation => "χ(ω): the answer to small periodic forces, as complex numbers.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("susceptibility", "susceptibility", "χ, as respond gave it or a file kept it."),
        new("omegas", "array", "ω, shape (omegas,), float64.", null, "1/τ or 1/s"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Susceptibility found = spec.Object("susceptibility").Read<Susceptibility>();
        NdArray<double> omegas = spec.Array<double>("omegas");
        Require.Shape(omegas.Shape, "omega", "(omegas,)", -1);
        NdArray<double> response = NdArray<double>.Create(out Memory<double> values, [omegas.Length, .. found.Matrix.Shape, 2]);
        int each = 2 * found.Matrix.Length;
        for (int place = 0; place < omegas.Length; place++)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            ComplexArrays.Parts(found.At(omegas[place])).Span.CopyTo(values.Span.Slice(place * each, each));
        }

        reply.Array("response", response);
    }
}
