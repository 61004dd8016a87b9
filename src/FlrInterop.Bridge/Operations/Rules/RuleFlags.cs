using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>The names under which a rule's properties cross.</summary>
internal static class RuleFlags
{
    public static (string Name, RuleProperties Flag)[] Known { get; } =
    [
        ("local", RuleProperties.Local),
        ("bounded", RuleProperties.Bounded),
        ("stochastic", RuleProperties.Stochastic),
        ("rank_one", RuleProperties.RankOne),
        ("hebbian", RuleProperties.Hebbian),
        ("needs_readout", RuleProperties.NeedsReadout),
        ("corrective", RuleProperties.Corrective),
    ];

    public static RuleProperties Read(WireReader wire)
    {
        RuleProperties properties = RuleProperties.None;
        foreach ((string name, RuleProperties flag) in Known)
            properties |= wire.FlagOrNull(name) == true ? flag : RuleProperties.None;
        return properties;
    }
}
