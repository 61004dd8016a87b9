using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Whether what is learned keeps its structure, what it takes, and whether there is so much: told before anything is taken.</summary>
internal sealed class LearnedForm
{
    private readonly Network _network;
    private readonly LearningRule _rule;
    private readonly int _maps;
    private readonly bool _together;

    public LearnedForm(Network network, InputOutputMap task, LearningRule rule, LearnOptions options)
    {
        (_network, _rule, _maps, _together) = (network, rule, task.Maps, options.Together);
        // In one coupling, factors of all maps take less than a matrix only where there are fewer than half as many maps as units.
        bool fewer = !options.Together || 2L * task.Maps < network.Units;
        Structured = options.KeepStructure && fewer && network.Mask is null && !network.Coupling.IsMasked && network.Dale is null && KeepsRank(task, rule);
        long units = network.Units, chunks = options.Together ? 1 : ChunkLayout.Chunks(_maps);
        long threads = Math.Min(options.Threads ?? Environment.ProcessorCount, chunks);
        const int Number = sizeof(double), Blocks = 9;
        if (Structured)
        {
            Result = Number * 2 * units * _maps;
            Work = (Number * threads * Blocks * units * ChunkLayout.Lanes) + network.Coupling.Bytes;
            if (options.Together)
                Work += Result + (Number * Blocks * units * ChunkLayout.Lanes * (ChunkLayout.Chunks(_maps) - 1));
            return;
        }

        // Every trial of a chunk has a matrix, and the rule has those that it needs beside them.
        decimal each = options.Together ? 1 + rule.MatricesTogether(_maps) : ChunkLayout.Lanes + rule.MatricesAtWork(ChunkLayout.Lanes);
        Result = MemoryNeed.Matrices(network.Units, options.Together ? 1 : _maps);
        Work = MemoryNeed.Matrices(network.Units, (threads * each) + (network.Coupling.IsHeldWhole ? 0 : 1))
            + (network.Coupling.IsMasked ? units * units : 0);
    }

    /// <summary>J₀ and two vectors a map, instead of matrices.</summary>
    public bool Structured { get; }

    /// <summary>Bytes of what is learned.</summary>
    public decimal Result { get; }

    /// <summary>Bytes of the run beside it.</summary>
    public decimal Work { get; }

    /// <summary>In words.</summary>
    public override string ToString() => Structured
        ? $"J₀ and two vectors a map: {MemoryNeed.Size(Result)} learned, {MemoryNeed.Size(Work)} at work"
        : $"matrices of N² numbers: {MemoryNeed.Size(Result)} learned, {MemoryNeed.Size(Work)} at work";

    /// <summary>Refuses what would not fit.</summary>
    /// <exception cref="ParameterException">It takes more than there is.</exception>
    public void Require(long? limit)
    {
        string why = Structured ? "it keeps its structure" : $"its weights become {Couplings} of {_network.Units} units";
        MemoryNeed.Require(
            "learn by rule '" + _rule.Name + "'",
            $"{MemoryNeed.Size(Result)} for what is learned and {MemoryNeed.Size(Work)} at work, as {why}",
            Result + Work,
            limit,
            "fewer maps or threads; the rules 'hebbian', 'covariance' and, with targets of ±1, 'oja' keep the structure of a network without mask and signs");
    }

    private string Couplings => _together ? "one dense matrix" : $"{_maps} dense matrices";

    private static bool KeepsRank(InputOutputMap task, LearningRule rule)
    {
        for (int map = 0; map < task.Maps; map++)
        {
            if (!rule.KeepsRank(task.Targets.Row(map)))
                return false;
        }

        return true;
    }
}
