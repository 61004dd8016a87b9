using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class RuleDescribeOperation : Operation
{
    public override string Name => "rule.describe";

    public override string Documentation => "Checks a learning rule and says what it is.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [RuleSpec.Parameter];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        LearningRule rule = spec.Rule();
        reply.Fields.Text("name", rule.Name).Text("description", rule.Description).Set("predictable", rule.HasMeanDrive);
        foreach ((string name, RuleProperties flag) in RuleFlags.Known)
            reply.Fields.Set(name, rule.Properties.HasFlag(flag));
    }
}
