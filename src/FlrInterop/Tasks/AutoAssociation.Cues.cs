using System.Numerics.Tensors;

namespace FlrInterop;

/// <content>Cues of the user's own.</content>
public sealed partial class AutoAssociation
{
    private AutoAssociation(NdArray<double> patterns, NdArray<double> cues, Seed seed)
        : base(Checked(patterns).Shape[1], patterns.Shape[0])
    {
        Patterns = patterns;
        Cues = cues;
        Seed = seed;
        int against = 0;
        for (int k = 0; k < patterns.Length; k++)
            against += patterns.Span[k] * cues.Span[k] < 0 ? 1 : 0;
        Flipped = (double)against / patterns.Length;
    }

    /// <summary>Patterns with cues of one's own.</summary>
    /// <param name="patterns">ξ, shape (maps, units), finite; not copied.</param>
    /// <param name="cues">The cues, shape (maps, units), finite; not copied.</param>
    /// <param name="seed">The key of the signs that <see cref="Recall(Network, double, CancellationToken)"/> and <see cref="Basin"/> flip.</param>
    /// <returns>The task; its <see cref="Flipped"/> is the fraction of signs against the patterns.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static AutoAssociation FromCues(NdArray<double> patterns, NdArray<double> cues, Seed seed = default)
    {
        ArgumentNullException.ThrowIfNull(cues);
        Require.Shape(cues.Shape, nameof(cues), "(maps, units)", Checked(patterns).Shape);
        Require.AllFinite(cues.Span, nameof(cues));
        return new AutoAssociation(patterns, cues, seed);
    }

    /// <summary>Where the noise-free network ends that starts at the given states and gets no input: the overlap with each pattern, shape (maps,).</summary>
    /// <param name="network">The network.</param>
    /// <param name="starts">Where it starts, one state a pattern, shape (maps, units), finite.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The overlaps; NaN where the state does not come to rest.</returns>
    /// <exception cref="ShapeException">Another number of units or maps.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public NdArray<double> Recall(Network network, NdArray<double> starts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(starts);
        Require.Shape([network.Units], "the network's units", "the patterns' (units,)", Units);
        Require.Shape(starts.Shape, nameof(starts), "(maps, units)", Patterns.Shape);
        Require.AllFinite(starts.Span, nameof(starts));
        NdArray<double> overlaps = NdArray<double>.Create(out Span<double> values, Maps);
        for (int map = 0; map < Maps; map++)
        {
            FixedPointResult end = FixedPoint.Find(network, null, starts.At(map), cancellation);
            values[map] = end.Converged ? TensorPrimitives.Dot(Patterns.Row(map), end.State.Span) / Units : double.NaN;
        }

        return overlaps;
    }
}
