using System.Numerics.Tensors;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>A network, and a cue and a direction for every target.</summary>
public sealed class CentreOutModel
{
    private const int Targets = 8, Rank = 10;
    private const double Strongest = 0.9, Weakest = 0.35, LargestEigenvalue = 0.93;

    /// <summary>A model from its parts, which are not copied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cues">η_a, shape (targets, units), float64, finite.</param>
    /// <param name="directions">u_a, shape (targets, 2), float64, unit vectors: <see cref="DecoderBaseline.DirectionsAt"/>.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ParameterException">A number is not finite, or a direction has not length 1.</exception>
    public CentreOutModel(Network network, NdArray<double> cues, NdArray<double> directions)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(cues);
        DecoderBaseline.CheckDirections(directions);
        Require.Shape(cues.Shape, nameof(cues), "(targets, units)", directions.Shape[0], network.Units);
        Require.AllFinite(cues.Span, nameof(cues));
        Network = network;
        Cues = cues;
        Directions = directions;
    }

    /// <summary>The network; a made one has gain 1 and tanh.</summary>
    public Network Network { get; }

    /// <summary>η_a, shape (targets, units), float64.</summary>
    public NdArray<double> Cues { get; }

    /// <summary>u_a, shape (targets, 2), float64.</summary>
    public NdArray<double> Directions { get; }

    /// <summary>
    /// A network with an intrinsic manifold and cues for eight targets, gain 1, tanh: J = Q diag(0.9 … 0.35) Qᵀ + g · Gaussian / √N, Q orthonormal
    /// of rank 10; cues with the first and second harmonic of the target's angle and parts of their own, within and off the manifold.
    /// </summary>
    /// <param name="units">N, 20 or more.</param>
    /// <param name="disorder">g, the strength of the Gaussian part, 0 or more.</param>
    /// <param name="noise">D, 0 or more.</param>
    /// <param name="amplitude">The root mean square of the evoked activity, over units and targets, above 0 and at most 0.6.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>The model; the whole coupling is scaled down where its leading eigenvalue would exceed 0.93.</returns>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public static CentreOutModel Make(int units = 100, double disorder = 0.2, double noise = 0.005, double amplitude = 0.35, Seed seed = default)
    {
        Require.AtLeast(units, 2 * Rank);
        Require.NotNegative(disorder);
        Require.Within(amplitude, 1e-6, 0.6);
        Matrix<double> axes = Normals(seed, 0, units, Rank).QR(QRMethod.Thin).Q;
        Vector<double> modes = Vector<double>.Build.Dense(Rank, k => Strongest + ((Weakest - Strongest) * k / (Rank - 1)));
        Matrix<double> coupling = (axes * Matrix<double>.Build.DenseOfDiagonalVector(modes) * axes.Transpose()) + (Normals(seed, 1, units, units) * (disorder / Math.Sqrt(units)));
        double leading = coupling.Evd().EigenValues.Max(e => e.Real);
        if (leading > LargestEigenvalue)
            coupling *= LargestEigenvalue / leading;
        var network = new Network(Couplings.FromArray(coupling.ToNdArray())) { Noise = noise };
        return new CentreOutModel(
            network, Sized(network, Shapes(axes, seed), amplitude), DecoderBaseline.DirectionsAt([.. Enumerable.Range(0, Targets).Select(a => 45.0 * a)]));
    }

    /// <summary>The cues before they are scaled.</summary>
    private static Matrix<double> Shapes(Matrix<double> axes, Seed seed)
    {
        const double second = 0.5, ownWithin = 0.3, ownOff = 0.6;
        int units = axes.RowCount;
        Matrix<double> harmonics = Normals(seed, 2, Rank, 4), within = Normals(seed, 3, Rank, Targets), off = Normals(seed, 4, units, Targets);
        Matrix<double> cues = Matrix<double>.Build.Dense(Targets, units);
        for (int a = 0; a < Targets; a++)
        {
            double angle = a * Math.PI / 4;
            Vector<double> inside = (harmonics.Column(0) * Math.Cos(angle)) + (harmonics.Column(1) * Math.Sin(angle))
                + (second * ((harmonics.Column(2) * Math.Cos(2 * angle)) + (harmonics.Column(3) * Math.Sin(2 * angle))))
                + (ownWithin * within.Column(a));
            Vector<double> outside = off.Column(a) * (ownOff * Math.Sqrt((double)Rank / units));
            cues.SetRow(a, (axes * inside) + outside - (axes * axes.TransposeThisAndMultiply(outside)));
        }

        return cues;
    }

    /// <summary>The cues at the size that evokes activity of the wanted amplitude.</summary>
    private static NdArray<double> Sized(Network network, Matrix<double> shapes, double amplitude)
    {
        const int bisections = 14;
        double low = 0, high = 4;
        for (int k = 0; k < bisections; k++)
        {
            double size = 0.5 * (low + high);
            NdArray<double> cues = (shapes * size).ToNdArray();
            double squares = 0;
            for (int a = 0; a < Targets; a++)
                squares += TensorPrimitives.SumOfSquares(FixedPoint.Find(network, cues.At(a)).State.Span);
            if (Math.Sqrt(squares / cues.Length) < amplitude)
                low = size;
            else
                high = size;
        }

        return (shapes * (0.5 * (low + high))).ToNdArray();
    }

    private static Matrix<double> Normals(Seed seed, uint index, int rows, int columns)
    {
        double[] values = new double[rows * columns];
        RandomStream.Normals(seed, Purpose.Pattern, 16 + index, 0, values);
        return Matrix<double>.Build.DenseOfRowMajor(rows, columns, values);
    }
}
