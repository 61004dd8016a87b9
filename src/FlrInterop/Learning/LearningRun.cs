using System.Diagnostics.CodeAnalysis;

namespace FlrInterop;

/// <summary>The course of learning. Where a map ends early (diverged, cancelled) its later records are NaN, and its status says so.</summary>
public sealed class LearningRun
{
    private NdArray<double>? _couplings;

    /// <summary>The times of the records, shape (times,), float64, in τ from the start; trimmed to the last one that any map has.</summary>
    public required NdArray<double> Times { get; init; }

    /// <summary>The overlap ξᵀx / N, shape (maps, times), float64.</summary>
    public required NdArray<double> Overlap { get; init; }

    /// <summary>The mean squared error |ξ − x|² / N, shape (maps, times), float64.</summary>
    public required NdArray<double> Error { get; init; }

    /// <summary>When the overlap first reaches the threshold, looked at in every step and interpolated between two, shape (maps,), float64, in τ; NaN where it does not.</summary>
    public required NdArray<double> TimeToThreshold { get; init; }

    /// <summary>
    /// The learned J, shape (maps, units, units), or (units, units) when all maps are learned together, float64; of a diverged map from the last step before.
    /// Where <see cref="Structure"/> was kept, this is the moment when N² numbers a map are needed.
    /// </summary>
    /// <exception cref="ShapeException">There are too many numbers for one array.</exception>
    [AllowNull]
    public NdArray<double> Couplings
    {
        get => _couplings ??= Structure!.Dense();
        init => _couplings = value;
    }

    /// <summary>What was learned, in the structure that the rule kept; null where every coupling became a matrix.</summary>
    public LearnedStructure? Structure { get; init; }

    /// <summary>The connections of a masked coupling, which are all that learning changed, shape (units, units), uint8; null where the coupling was not masked.</summary>
    public NdArray<byte>? Mask { get; init; }

    /// <summary>Whether structure was kept, and the memory that this took.</summary>
    public string Form { get; init; } = "";

    /// <summary>The rule and those of its parameters that are not the default ones; empty where it is not known.</summary>
    public string Rule { get; init; } = "";

    /// <summary>"completed", or what is to be said of the first map of which something is.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map: "completed", "threshold not reached", "diverged at step k" or "cancelled".</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }

    /// <summary>The coupling that a map has learned, in its structure where that was kept; masked where it was before.</summary>
    /// <param name="index">The map; 0 where all were learned together.</param>
    /// <returns>The coupling.</returns>
    /// <exception cref="ParameterException">There is no such map.</exception>
    public Coupling CouplingOf(int index)
    {
        if (Structure is not null)
            return Structure.At(index);
        int count = Couplings.Rank == 2 ? 1 : Couplings.Shape[0];
        if (index < 0 || index >= count)
            throw Require.Refused("index", index, $"0 to {count - 1}");
        var learned = new DenseCoupling(Couplings.Rank == 2 ? Couplings : Couplings.At(index));
        return Mask is null ? learned : learned.Masked(Mask);
    }
}
