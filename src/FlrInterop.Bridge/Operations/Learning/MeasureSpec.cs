using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>The one way in which operations that measure by paired simulations say and read how.</summary>
internal static class MeasureSpec
{
    /// <summary>The parameters of such an operation, as data.</summary>
    /// <param name="task">What its task is.</param>
    /// <param name="trials">What one of its trials is.</param>
    public static IReadOnlyList<Parameter> Parameters(string task, string trials) =>
    [
        new("network", "network", "The network before learning."),
        new("task", "task", task),
        RuleSpec.Parameter,
        new("rate", "float?", "The learning rate ε; null to choose it for each map.", "null", "1/τ"),
        new("trials", "int", trials, "64"),
        new("duration", "float?", "How long learning is on; null to choose it for each map.", "null", "τ"),
        new("step", "float", "Integration step.", "0.1", "τ"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("memory_limit", "int?", "Bytes that it may take; null for what there is.", "null", "bytes"),
        new("rng", "seed", "The key of the noise."),
    ];

    public static MeasureOptions MeasureOptions(this WireReader spec) => new()
    {
        Rate = spec.NumberOrNull("rate"),
        Trials = spec.Whole("trials"),
        Duration = spec.NumberOrNull("duration"),
        Step = spec.Number("step"),
        Threads = spec.WholeOrNull("threads"),
        MemoryLimit = spec.LongWholeOrNull("memory_limit"),
        Seed = spec.Seed("rng"),
    };
}
