using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>
/// Learned couplings that kept their structure: J = kept · J₀ + Σ left rightᵀ. A rule that only ever adds the same postsynaptic vector
/// to J needs O(N) numbers a map for it, not O(N²).
/// </summary>
public sealed class LearnedStructure
{
    /// <summary>J₀, the coupling before learning, in the structure that it has.</summary>
    public required Coupling Start { get; init; }

    /// <summary>How much of J₀ is left, shape (maps,), float64: 1 for a rule without decay.</summary>
    public required NdArray<double> Kept { get; init; }

    /// <summary>What is added to each weight's row, shape (maps, units), float64: ε h ξ / N.</summary>
    public required NdArray<double> Left { get; init; }

    /// <summary>What is added to each weight's column, shape (maps, units), float64: the sum of the presynaptic activity over steps.</summary>
    public required NdArray<double> Right { get; init; }

    /// <summary>Whether all maps are in one coupling of rank maps, instead of each in its own of rank 1.</summary>
    public bool Together { get; init; }

    /// <summary>The couplings: one a map, or one for all.</summary>
    public int Count => Together ? 1 : Left.Shape[0];

    /// <summary>The memory that all of it holds, in bytes, J₀ counted once.</summary>
    public long Bytes => Start.Bytes + (sizeof(double) * ((long)Kept.Length + Left.Length + Right.Length));

    /// <summary>
    /// The coupling that a map has learned, in its structure; the low-rank parts of J₀ and what was learned are one, compressed to a change of at
    /// most 10⁻¹² of ‖J‖ (<see cref="Coupling.Compressed"/>), so that learning the same again and again does not make the rank grow.
    /// </summary>
    /// <param name="index">The map; 0 where all are in one coupling.</param>
    /// <returns>A sum of J₀ and what was learned.</returns>
    /// <exception cref="ParameterException">There is no such coupling.</exception>
    public Coupling At(int index)
    {
        if (index < 0 || index >= Count)
            throw Require.Refused("index", index, $"0 to {Count - 1}");
        int rank = Together ? Left.Shape[0] : 1, units = Left.Shape[1];
        var learned = new LowRankCoupling(Columns(Left, index, rank, units), Columns(Right, index, rank, units));
        return ((Kept[index] == 1 ? Start : Kept[index] * Start) + learned).Compressed();
    }

    /// <summary>All of them as matrices, shape (maps, units, units), or (units, units) where all maps are in one.</summary>
    internal NdArray<double> Dense()
    {
        int units = Left.Shape[1];
        MemoryNeed.RequireMatrices("make matrices of what was learned", units, Count + 1, hint: "CouplingOf gives a map's coupling in its structure");
        int size = checked(units * units);
        int[] shape = Together ? [units, units] : [Count, units, units];
        NdArray<double> made = NdArray<double>.Create(out Span<double> weights, shape);
        for (int index = 0; index < Count; index++)
            At(index).Dense().Span.CopyTo(weights[(index * size)..]);
        return made;
    }

    private static NdArray<double> Columns(NdArray<double> rows, int first, int rank, int units)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> columns, units, rank);
        for (int r = 0; r < rank; r++)
        {
            ReadOnlySpan<double> row = rows.Row(first + r);
            for (int i = 0; i < units; i++)
                columns[(i * rank) + r] = row[i];
        }

        return made;
    }
}
