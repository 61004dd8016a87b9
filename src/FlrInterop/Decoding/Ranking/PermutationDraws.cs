using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Candidate permutations: of a subset of random size the elements are put in a random order, so that angles of all sizes occur.</summary>
internal static class PermutationDraws
{
    /// <summary>The permutation of a candidate; depends on seed, kind and candidate alone.</summary>
    public static void Fill(Seed seed, PerturbationKind kind, int candidate, Span<int> permutation, Span<int> chosen)
    {
        var stream = new RandomStream(seed, Purpose.Permutation, (uint)kind + 1, (uint)candidate);
        int count = permutation.Length;
        for (int j = 0; j < count; j++)
            permutation[j] = chosen[j] = j;
        if (count < 2)
            return;
        int size = 2 + stream.Below(count - 1);
        for (int j = 0; j < size; j++)
        {
            int other = j + stream.Below(count - j);
            (chosen[j], chosen[other]) = (chosen[other], chosen[j]);
        }

        // Permuted among themselves: each chosen place takes the value of another chosen place.
        Span<int> places = chosen[..size];
        int[] values = places.ToArray();
        stream.Shuffle<int>(values);
        for (int j = 0; j < size; j++)
            permutation[places[j]] = values[j];
    }
}
