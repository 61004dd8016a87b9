using System.Text.Json;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>The one way in which operations read a rule: its name, its parameters, or a function of the caller's.</summary>
internal static class RuleSpec
{
    /// <summary>The parameter "rule" of an operation, as data.</summary>
    public static Parameter Parameter { get; } = new("rule", "rule", "The learning rule: its name, or an object with its name and parameters.", "\"hebbian\"");

    public static LearningRule Rule(this WireReader spec, string name = "rule")
    {
        if (spec.Json.GetProperty(name).ValueKind == JsonValueKind.String)
            return LearningRules.Parse(spec.Text(name));
        WireReader wire = spec.Object(name);
        return wire.TextOrNull("kind") == FunctionRule.KindName ? FunctionRule.Read(wire) : wire.Read<LearningRule>();
    }
}
