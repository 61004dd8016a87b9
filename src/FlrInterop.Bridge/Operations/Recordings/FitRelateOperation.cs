using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FitRelateOperation : Operation
{
    public override string Name => "fit.relate";

    public override string Documentation => "The relation of any two columns of a fit's table over targets.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. FitSpec.Parameters,
        new("predictor", "text", "A column of the table."),
        new("speed", "text", "A column of the table."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        FlrFit fit = FitSpec.Run(spec, job);
        reply.Fields.Set("relation", FitFields.Relation(fit.Relate(spec.Text("predictor"), spec.Text("speed")), fit.Heterogeneity));
    }
}
