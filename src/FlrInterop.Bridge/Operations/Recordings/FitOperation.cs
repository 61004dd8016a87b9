using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FitOperation : Operation
{
    public override string Name => "fit";

    public override string Documentation => "Says whether anything was learned in a session, how fast each target was, and whether the baseline's fluctuations predicted it.";

    public override IReadOnlyList<Parameter> Parameters => FitSpec.Parameters;

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        FlrFit fit = FitSpec.Run(spec, job);
        reply.Fields
            .Text("verdict", fit.Verdict)
            .Set("learning", FitFields.Learning(fit.Learning))
            .Set("relation", FitFields.Relation(fit.Relation, fit.Heterogeneity))
            .Set("diagnostics", FitFields.Diagnostics(fit));
        reply.Array("covariance", fit.Baseline.Covariance);
        reply.Array("means", fit.Baseline.Means);
        reply.Array("directions", fit.Directions);
        reply.Table("table", FitTables.Targets(fit));
        reply.Table("curves", FitTables.Curves(fit));
        reply.Table("windows", FitTables.Windows(fit.Learning));
    }
}
