using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>What a measurement by paired runs takes, told before anything is taken: every trial of every thread has a J of its own.</summary>
internal static class MeasureMemory
{
    /// <summary>Refuses what would not fit.</summary>
    /// <exception cref="ParameterException">It takes more than there is, or than <see cref="MeasureOptions.MemoryLimit"/>.</exception>
    public static void Require(string what, Network network, LearningRule rule, MeasureOptions options, int maps)
    {
        int items = maps * ChunkLayout.Chunks(options.Trials), threads = Math.Min(options.Threads ?? Environment.ProcessorCount, items);

        // J of each of eight trials, J before learning that runs beside them, and what the rule keeps; J₀ once for all.
        decimal each = ChunkLayout.Lanes + 1 + rule.MatricesAtWork(ChunkLayout.Lanes);
        decimal shared = (network.Coupling.IsHeldWhole ? 0 : 1) + (network.Coupling.IsMasked ? 1m / sizeof(double) : 0);
        MemoryNeed.RequireMatrices(what + " by rule '" + rule.Name + "'", network.Units, (threads * each) + shared, options.MemoryLimit, "fewer threads, or a smaller network");
    }
}
