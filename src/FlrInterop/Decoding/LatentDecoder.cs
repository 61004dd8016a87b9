using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// A velocity decoder through latents: v = M2 P diag(1/σ)(x − μ) + M0, a single bin, without the memory of the bins before it.
/// </summary>
/// <remarks>Sadtler et al., Nature 512 (2014), doi 10.1038/nature13665.</remarks>
public sealed partial class LatentDecoder
{
    /// <summary>A decoder from its arrays, which are not copied.</summary>
    /// <param name="readout">M2, shape (2, latents), float64, velocity for one unit of a latent.</param>
    /// <param name="projection">P, shape (latents, units), float64; its rows best orthonormal, or the two kinds of perturbation cannot be matched in |B|.</param>
    /// <param name="mean">μ, shape (units,), float64; null for 0.</param>
    /// <param name="scale">σ, shape (units,), float64, above 0; null for 1.</param>
    /// <param name="offset">M0, shape (2,), float64, velocity; null for 0.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, or a scale is not above 0.</exception>
    public LatentDecoder(
        NdArray<double> readout, NdArray<double> projection, NdArray<double>? mean = null, NdArray<double>? scale = null, NdArray<double>? offset = null)
    {
        ArgumentNullException.ThrowIfNull(readout);
        ArgumentNullException.ThrowIfNull(projection);
        Require.Shape(readout.Shape, nameof(readout), "(2, latents)", 2, -1);
        Require.AtLeast(readout.Shape[1], 1, "the number of latents");
        Require.Shape(projection.Shape, nameof(projection), "(latents, units)", readout.Shape[1], -1);
        int units = Require.AtLeast(projection.Shape[1], 1, "the number of units");
        Readout = Finite(readout, nameof(readout));
        Projection = Finite(projection, nameof(projection));
        Mean = Vector(mean, units, 0, nameof(mean));
        Scale = Vector(scale, units, 1, nameof(scale));
        foreach (double deviation in Scale.Span)
            Require.Positive(deviation, "a value of scale");
        Offset = Vector(offset, 2, 0, nameof(offset));
        Weights = Whole();
        Shift = NdArray<double>.Copy(
            [Offset[0] - TensorPrimitives.Dot(Weights.Row(0), Mean.Span), Offset[1] - TensorPrimitives.Dot(Weights.Row(1), Mean.Span)], 2);
    }

    /// <summary>M2, shape (2, latents), float64.</summary>
    public NdArray<double> Readout { get; }

    /// <summary>P, shape (latents, units), float64.</summary>
    public NdArray<double> Projection { get; }

    /// <summary>μ, shape (units,), float64.</summary>
    public NdArray<double> Mean { get; }

    /// <summary>σ, shape (units,), float64.</summary>
    public NdArray<double> Scale { get; }

    /// <summary>M0, shape (2,), float64.</summary>
    public NdArray<double> Offset { get; }

    /// <summary>B = M2 P diag(1/σ), shape (2, units), float64: velocity for one unit of activity.</summary>
    public NdArray<double> Weights { get; }

    /// <summary>M0 − B μ, shape (2,), float64: v = B x + shift.</summary>
    public NdArray<double> Shift { get; }

    /// <summary>The number of units.</summary>
    public int Units => Projection.Shape[1];

    /// <summary>The number of latents.</summary>
    public int Latents => Projection.Shape[0];

    /// <summary>|B|², the sum of the squares of all weights.</summary>
    public double SquaredNorm => TensorPrimitives.SumOfSquares(Weights.Span);

    /// <summary>
    /// The decoder after a perturbation: column j of the permuted matrix is column p_j of the old one. Within the manifold the columns of M2
    /// move, outside it those of P.
    /// </summary>
    /// <param name="kind">What is permuted.</param>
    /// <param name="permutation">p, each of 0 … latents − 1 (within) or units − 1 (outside) once.</param>
    /// <returns>The perturbed decoder; μ, σ and M0 stay.</returns>
    /// <exception cref="ParameterException">It is not a permutation of that length.</exception>
    public LatentDecoder Perturbed(PerturbationKind kind, ReadOnlySpan<int> permutation)
    {
        bool within = kind == PerturbationKind.WithinManifold;
        CheckPermutation(permutation, within ? Latents : Units);
        return new LatentDecoder(
            within ? Permuted(Readout, permutation) : Readout,
            within ? Projection : Permuted(Projection, permutation),
            Mean,
            Scale,
            Offset)
        {
            ReadsLatents = ReadsLatents,
        };
    }

    /// <summary>The velocity of every bin, B x + shift.</summary>
    /// <param name="activity">x, shape (bins, units), float64.</param>
    /// <returns>Velocities, shape (bins, 2), float64.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public NdArray<double> Velocity(NdArray<double> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Require.Shape(activity.Shape, nameof(activity), "(bins, units)", -1, Units);
        NdArray<double> made = NdArray<double>.Create(out Span<double> velocity, activity.Shape[0], 2);
        for (int bin = 0; bin < activity.Shape[0]; bin++)
        {
            for (int axis = 0; axis < 2; axis++)
                velocity[(2 * bin) + axis] = TensorPrimitives.Dot(Weights.Row(axis), activity.Row(bin)) + Shift[axis];
        }

        return made;
    }

    /// <summary>The potent space: the directions of activity that move the cursor.</summary>
    /// <returns>An orthonormal basis, shape (units, rank of B), float64.</returns>
    public NdArray<double> PotentSpace() => Spaces().Potent;

    /// <summary>The null space: the directions of activity that do not move the cursor.</summary>
    /// <returns>An orthonormal basis, shape (units, units − rank of B), float64.</returns>
    public NdArray<double> NullSpace() => Spaces().Null;

    /// <summary>The angle between each row of this decoder and of another, in the space of the units.</summary>
    /// <param name="other">The other decoder.</param>
    /// <returns>Angles in degrees, 0 … 180, shape (2,), float64.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public NdArray<double> AnglesTo(LatentDecoder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Require.Shape([other.Units], "the other decoder's units", "this decoder's (units,)", Units);
        double[] angles = new double[2];
        for (int axis = 0; axis < 2; axis++)
            angles[axis] = Math.Acos(Math.Clamp(TensorPrimitives.CosineSimilarity(Weights.Row(axis), other.Weights.Row(axis)), -1, 1)) * 180 / Math.PI;
        return NdArray<double>.Copy(angles, 2);
    }

    internal static NdArray<double> Permuted(NdArray<double> matrix, ReadOnlySpan<int> permutation)
    {
        int columns = matrix.Shape[1];
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, matrix.Shape[0], columns);
        for (int row = 0; row < matrix.Shape[0]; row++)
        {
            for (int j = 0; j < columns; j++)
                values[(row * columns) + j] = matrix.Span[(row * columns) + permutation[j]];
        }

        return made;
    }

    private (NdArray<double> Potent, NdArray<double> Null) Spaces()
    {
        const double dependent = 1e-12;
        var svd = Weights.ToMatrix().Svd();
        int rank = svd.S.Count(s => s > dependent * svd.S[0]);
        Matrix<double> axes = svd.VT.Transpose();
        return (axes.SubMatrix(0, Units, 0, rank).ToNdArray(), axes.SubMatrix(0, Units, rank, Units - rank).ToNdArray());
    }

    private NdArray<double> Whole()
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> weights, 2, Units);
        weights.Clear();
        for (int axis = 0; axis < 2; axis++)
        {
            Span<double> row = weights.Slice(axis * Units, Units);
            for (int latent = 0; latent < Latents; latent++)
                TensorPrimitives.MultiplyAdd(Projection.Row(latent), Readout[axis, latent], row, row);
            TensorPrimitives.Divide(row, Scale.Span, row);
        }

        return made;
    }

    private static void CheckPermutation(ReadOnlySpan<int> permutation, int count)
    {
        bool[] seen = new bool[count];
        foreach (int at in permutation)
        {
            if ((uint)at >= (uint)count || seen[at])
                throw Require.Refused("permutation", $"[{string.Join(", ", permutation.ToArray())}]", FormattableString.Invariant($"each of 0 … {count - 1} once"));
            seen[at] = true;
        }

        Require.Shape([permutation.Length], nameof(permutation), "(latents or units,)", count);
    }

    private static NdArray<double> Finite(NdArray<double> array, string what)
    {
        Require.AllFinite(array.Span, what);
        return array;
    }

    private static NdArray<double> Vector(NdArray<double>? given, int length, double otherwise, string what)
    {
        if (given is not null)
        {
            Require.Shape(given.Shape, what, "(units,)", length);
            return Finite(given, what);
        }

        NdArray<double> made = NdArray<double>.Create(out Span<double> values, length);
        values.Fill(otherwise);
        return made;
    }
}
