namespace FlrInterop;

/// <summary>Activity seen along a target and an input: how often it is where, and the effective potential −log p.</summary>
public sealed class Landscape
{
    /// <summary>The edges of the bins of ξᵀx / N, shape (bins + 1,), float64.</summary>
    public required NdArray<double> TargetEdges { get; init; }

    /// <summary>The edges of the bins of ηᵀx / N, shape (bins + 1,), float64.</summary>
    public required NdArray<double> InputEdges { get; init; }

    /// <summary>The fraction of samples in each bin, shape (bins along the target, bins along the input), float64; its sum is 1.</summary>
    public required NdArray<double> Probability { get; init; }

    /// <summary>−log p, the lowest 0, shape as <see cref="Probability"/>, float64; positive infinity where no sample was.</summary>
    public required NdArray<double> Potential { get; init; }

    /// <summary>The number of samples.</summary>
    public required long Count { get; init; }

    /// <summary>The landscape of samples.</summary>
    /// <param name="samples">x, any shape whose last axis is (units), finite, one sample or more.</param>
    /// <param name="target">ξ, shape (units,).</param>
    /// <param name="input">η, shape (units,).</param>
    /// <param name="bins">Bins along each direction, 2 or more.</param>
    /// <returns>The landscape, over the range that the samples take.</returns>
    /// <exception cref="ShapeException">The units differ, or there is no sample.</exception>
    /// <exception cref="ParameterException">A number is not finite or out of range.</exception>
    public static Landscape Of(NdArray<double> samples, NdArray<double> target, NdArray<double> input, int bins = 40)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(input);
        Require.Shape(target.Shape, nameof(target), "(units,)", -1);
        Require.Shape(input.Shape, nameof(input), "(units,)", target.Shape);
        int units = target.Length;
        if (samples.Rank < 2 || samples.Shape[^1] != units || samples.Length == 0)
            throw new ShapeException($"samples has shape {NdShape.Text(samples.Shape)}, expected (…, units) with units = {units}, and one sample or more");
        Require.AllFinite(samples.Span, nameof(samples));
        Require.AllFinite(target.Span, nameof(target));
        Require.AllFinite(input.Span, nameof(input));
        Require.AtLeast(bins, 2);
        int count = samples.Length / units;
        double[] along = new double[count], across = new double[count];
        for (int s = 0; s < count; s++)
        {
            ReadOnlySpan<double> x = samples.Span.Slice(s * units, units);
            along[s] = System.Numerics.Tensors.TensorPrimitives.Dot(x, target.Span) / units;
            across[s] = System.Numerics.Tensors.TensorPrimitives.Dot(x, input.Span) / units;
        }

        double[] targetEdges = Edges(along, bins), inputEdges = Edges(across, bins);
        NdArray<double> probability = NdArray<double>.Create(out Span<double> p, bins, bins), potential = NdArray<double>.Create(out Span<double> v, bins, bins);
        p.Clear();
        for (int s = 0; s < count; s++)
            p[(Bin(targetEdges, along[s]) * bins) + Bin(inputEdges, across[s])] += 1.0 / count;
        double highest = System.Numerics.Tensors.TensorPrimitives.Max<double>(p);
        for (int at = 0; at < p.Length; at++)
            v[at] = p[at] == 0 ? double.PositiveInfinity : Math.Log(highest / p[at]);
        return new Landscape
        {
            TargetEdges = NdArray<double>.Copy(targetEdges, targetEdges.Length),
            InputEdges = NdArray<double>.Copy(inputEdges, inputEdges.Length),
            Probability = probability,
            Potential = potential,
            Count = count,
        };
    }

    /// <summary>The landscape of an activity that kept its samples (of all its maps).</summary>
    /// <param name="activity">The activity, with its samples.</param>
    /// <param name="target">ξ, shape (units,).</param>
    /// <param name="input">η, shape (units,).</param>
    /// <param name="bins">Bins along each direction, 2 or more.</param>
    /// <returns>The landscape.</returns>
    /// <exception cref="ShapeException">The units differ.</exception>
    /// <exception cref="ParameterException">The activity kept no samples.</exception>
    public static Landscape Of(Activity activity, NdArray<double> target, NdArray<double> input, int bins = 40)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Of(activity.Samples ?? Wide(activity.SamplesFloat32), target, input, bins);
    }

    private static NdArray<double> Wide(NdArray<float>? samples)
    {
        if (samples is null)
            throw new ParameterException("the activity kept no samples, expected some. Hint: record=(\"samples\",)");
        NdArray<double> wide = NdArray<double>.Create(out Span<double> values, samples.Shape);
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(samples.Span, values);
        return wide;
    }

    private static double[] Edges(double[] values, int bins)
    {
        double low = values.Min(), high = values.Max();
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        return [.. Enumerable.Range(0, bins + 1).Select(k => low + ((high - low) * k / bins))];
    }

    private static int Bin(double[] edges, double value)
        => Math.Clamp((int)((value - edges[0]) / (edges[^1] - edges[0]) * (edges.Length - 1)), 0, edges.Length - 2);
}
