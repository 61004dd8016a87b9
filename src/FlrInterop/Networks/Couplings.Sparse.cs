using FlrInterop.Numerics;

namespace FlrInterop;

/// <content>Sparse random couplings.</content>
public static partial class Couplings
{
    /// <summary>Every unit has the same number of inputs, from other units drawn without replacement; weights ~ N(0, strength² / in_degree).</summary>
    /// <param name="units">N, 2 or more.</param>
    /// <param name="inDegree">Inputs of each unit, 1 … N − 1.</param>
    /// <param name="strength">The standard deviation times √in_degree, 0 or more.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>A sparse coupling: O(N · in_degree) memory.</returns>
    /// <exception cref="ParameterException">A parameter is out of range.</exception>
    public static SparseCoupling Sparse(int units, int inDegree, double strength = 1, Seed seed = default)
    {
        Require.AtLeast(units, 2);
        Require.NotNegative(strength);
        if (inDegree < 1 || inDegree > units - 1)
            throw Require.Refused("in_degree", inDegree, $"from 1 to units − 1 = {units - 1}");
        NdArray<int> offsets = NdArray<int>.Create(out Span<int> starts, units + 1);
        NdArray<int> columns = NdArray<int>.Create(out Span<int> presynaptic, checked(units * inDegree));
        NdArray<double> weights = NdArray<double>.Create(out Span<double> values, units * inDegree);
        double scale = strength / Math.Sqrt(inDegree);
        var chosen = new HashSet<int>(inDegree);
        for (int i = 0; i < units; i++)
        {
            starts[i] = i * inDegree;
            Span<int> row = presynaptic.Slice(i * inDegree, inDegree);
            Draw(new RandomStream(seed, Purpose.Coupling, 2, (uint)i), units - 1, chosen, row);
            for (int k = 0; k < inDegree; k++)
                row[k] += row[k] >= i ? 1 : 0;
            Span<double> rowWeights = values.Slice(i * inDegree, inDegree);
            RandomStream.Normals(seed, Purpose.Coupling, 3, (uint)i, rowWeights);
            for (int k = 0; k < inDegree; k++)
                rowWeights[k] *= scale;
        }

        starts[units] = units * inDegree;
        return new SparseCoupling(offsets, columns, weights);
    }

    /// <summary>Draws different numbers below <paramref name="count"/>, ascending (Floyd's sampling: as many draws as numbers).</summary>
    private static void Draw(RandomStream random, int count, HashSet<int> chosen, Span<int> numbers)
    {
        chosen.Clear();
        for (int top = count - numbers.Length; top < count; top++)
        {
            int candidate = random.Below(top + 1);
            if (!chosen.Add(candidate))
                chosen.Add(top);
        }

        int at = 0;
        foreach (int number in chosen)
            numbers[at++] = number;
        numbers.Sort();
    }
}
