using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Patterns that are to be recalled from a part of themselves: the input is the pattern with some signs flipped, the target the pattern.</summary>
/// <remarks>Hopfield, PNAS 79 (1982), doi 10.1073/pnas.79.8.2554; graded units: PNAS 81 (1984), doi 10.1073/pnas.81.10.3088.</remarks>
public sealed partial class AutoAssociation : LearningTask
{
    private const uint Flips = 64;

    /// <summary>Patterns and their cues.</summary>
    /// <param name="patterns">ξ, shape (maps, units), finite; not copied.</param>
    /// <param name="flipped">The fraction of signs flipped in each cue, 0 to 1, rounded to whole units.</param>
    /// <param name="seed">The key of which signs are flipped.</param>
    /// <exception cref="ShapeException">Not two axes.</exception>
    /// <exception cref="ParameterException">A number is not finite or out of range.</exception>
    public AutoAssociation(NdArray<double> patterns, double flipped = 0.2, Seed seed = default)
        : base(Checked(patterns).Shape[1], patterns.Shape[0])
    {
        Flipped = Require.Within(flipped, 0, 1);
        Seed = seed;
        Patterns = patterns;
        Cues = Cue(flipped, seed);
    }

    /// <summary>ξ, shape (maps, units), float64, dimensionless.</summary>
    public NdArray<double> Patterns { get; }

    /// <summary>The cues, shape (maps, units), float64: the patterns with some signs flipped.</summary>
    public NdArray<double> Cues { get; }

    /// <summary>The fraction of signs flipped.</summary>
    public double Flipped { get; }

    /// <summary>The key of which signs are flipped.</summary>
    public Seed Seed { get; }

    /// <inheritdoc/>
    public override string Kind => "auto-association";

    /// <summary>Independent random patterns of ±1.</summary>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="maps">The number of patterns, 1 or more.</param>
    /// <param name="flipped">The fraction of signs flipped in each cue, 0 to 1.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public static AutoAssociation Random(int units, int maps, double flipped, Seed seed)
        => new(InputOutputMap.Random(units, maps, seed).Targets, flipped, seed);

    /// <summary>As input–output maps, cue → pattern: what speeds are predicted and measured of.</summary>
    /// <returns>The maps.</returns>
    public InputOutputMap ToMaps() => new(Cues, Patterns);

    /// <summary>The overlap of a state with every pattern, ξᵀx / N, shape (maps,).</summary>
    /// <param name="state">x, shape (units,).</param>
    /// <returns>The overlaps.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public NdArray<double> Overlaps(NdArray<double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Require.Shape(state.Shape, nameof(state), "(units,)", Units);
        NdArray<double> overlaps = NdArray<double>.Create(out Span<double> values, Maps);
        for (int map = 0; map < Maps; map++)
            values[map] = TensorPrimitives.Dot(Patterns.Row(map), state.Span) / Units;
        return overlaps;
    }

    /// <summary>Where the noise-free network ends that starts at each pattern with some signs flipped and gets no input: its overlap with the pattern, shape (maps,).</summary>
    /// <param name="network">The network.</param>
    /// <param name="flipped">The fraction of signs flipped, 0 to 1.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The overlaps; NaN where the state does not come to rest.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    /// <exception cref="ParameterException">The fraction is out of range.</exception>
    public NdArray<double> Recall(Network network, double flipped, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Recall(network, Cue(Require.Within(flipped, 0, 1), Seed), cancellation);
    }

    /// <summary>
    /// The size of each pattern's basin: the largest fraction of flipped signs, in steps, up to which the noise-free network comes back to within 0.9 of
    /// where it rests when it starts at the pattern itself. 0 where the pattern is no memory.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="step">The step of the fraction, above 0 and up to 0.5.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The fractions, shape (maps,).</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    /// <exception cref="ParameterException">The step is out of range.</exception>
    public NdArray<double> Basin(Network network, double step = 0.02, CancellationToken cancellation = default)
    {
        const double back = 0.9, memory = 0.2;
        Require.Positive(step);
        Require.Within(step, 0, 0.5);
        NdArray<double> own = Recall(network, 0, cancellation), basin = NdArray<double>.Create(out Span<double> sizes, Maps);
        sizes.Clear();
        bool[] open = [.. own.ToArray().Select(overlap => overlap > memory)];
        for (int k = 1; k * step <= 0.5 + 1e-9 && open.Any(one => one); k++)
        {
            NdArray<double> found = Recall(network, Math.Min(1, k * step), cancellation);
            for (int map = 0; map < Maps; map++)
            {
                open[map] &= found[map] >= back * own[map];
                if (open[map])
                    sizes[map] = k * step;
            }
        }

        return basin;
    }

    /// <summary>
    /// E = −½ xᵀJx − γ ηᵀx + (1/β) Σ ∫₀^{x_i} φ⁻¹: for symmetric J it never grows in the noise-free network, whose resting states are its minima.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="state">x, shape (units,), within the range of φ.</param>
    /// <param name="input">η, shape (units,); null for none.</param>
    /// <returns>E; not finite outside the range of φ.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public static double Energy(Network network, NdArray<double> state, NdArray<double>? input = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(state);
        Require.Shape(state.Shape, nameof(state), "(units,)", network.Units);
        if (input is not null)
            Require.Shape(input.Shape, nameof(input), "(units,)", network.Units);
        double[] recurrent = new double[network.Units];
        network.Coupling.Multiply(state.Span, recurrent);
        double energy = -0.5 * TensorPrimitives.Dot(state.Span, recurrent);
        if (input is not null)
            energy -= network.InputStrength * TensorPrimitives.Dot(state.Span, input.Span);
        foreach (double x in state.Span)
            energy += Integral(network.Transfer, x) / network.Gain;
        return energy;
    }

    /// <summary>∫₀ˣ φ⁻¹ (for the logistic function from ½ on, but for a constant).</summary>
    private static double Integral(TransferFunction transfer, double x) => transfer switch
    {
        TransferFunction.Tanh => Math.Abs(x) == 1 ? Math.Log(2) : (x * Math.Atanh(x)) + (0.5 * Math.Log(1 - (x * x))),
        TransferFunction.Logistic => Entropy(x) + Entropy(1 - x),
        _ => 0.5 * x * x,
    };

    private static double Entropy(double x) => x == 0 ? 0 : x * Math.Log(x);

    private NdArray<double> Cue(double flipped, Seed seed)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, Patterns.Shape);
        Patterns.Span.CopyTo(values);
        int count = (int)Math.Round(flipped * Units);
        int[] order = new int[Units];
        for (int map = 0; map < Maps; map++)
        {
            for (int i = 0; i < Units; i++)
                order[i] = i;
            new RandomStream(seed, Purpose.Pattern, Flips, (uint)map).Shuffle<int>(order);
            for (int k = 0; k < count; k++)
                values[(map * Units) + order[k]] *= -1;
        }

        return made;
    }

    private static NdArray<double> Checked(NdArray<double> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.Shape(patterns.Shape, nameof(patterns), "(maps, units)", -1, -1);
        Require.AtLeast(patterns.Shape[0], 1, "maps");
        Require.AtLeast(patterns.Shape[1], 1, "units");
        Require.AllFinite(patterns.Span, nameof(patterns));
        return patterns;
    }
}
