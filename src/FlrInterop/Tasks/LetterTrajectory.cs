using FlrInterop.Numerics;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Two readouts are to draw a closed curve, once a period; one letter or drawing a map.</summary>
/// <remarks>
/// The readouts w₁, w₂ are random patterns made orthogonal, w_rᵀw_s = N δ_rs, shared by all maps. The input has, at each harmonic k, two random
/// patterns of ±1 in two phases, η(t) = Σ_k (a_k cos kωt + b_k sin kωt) / √(2K): its power is that of a constant pattern.
/// </remarks>
public sealed partial class LetterTrajectory : PeriodicTask
{
    private const uint ReadoutPatterns = 16, InputPatterns = 17;
    private readonly Complex[][,] _curves;
    private readonly double[][] _readouts;
    private readonly Complex[][][] _inputs;

    private LetterTrajectory(string letters, Complex[][,] curves, int units, double omega, Seed seed, int harmonics)
        : base(units, curves.Length, omega, harmonics, curves[0].GetLength(0))
    {
        Letters = letters;
        _curves = curves;
        _readouts = Orthogonal(units, ReadoutCount, seed);
        _inputs = new Complex[Maps][][];
        double[] cosine = new double[units], sine = new double[units];
        double scale = 1 / Math.Sqrt(2 * harmonics);
        for (int map = 0; map < Maps; map++)
        {
            _inputs[map] = new Complex[harmonics + 1][];
            _inputs[map][0] = new Complex[units];
            for (int k = 1; k <= harmonics; k++)
            {
                RandomStream.Signs(seed, Purpose.Pattern, InputPatterns + (2 * (uint)k), (uint)map, cosine);
                RandomStream.Signs(seed, Purpose.Pattern, InputPatterns + (2 * (uint)k) + 1, (uint)map, sine);
                _inputs[map][k] = [.. cosine.Zip(sine, (a, b) => new Complex(scale * a, -scale * b))];
            }
        }
    }

    /// <summary>Letters of the Latin alphabet, each a map.</summary>
    /// <param name="letters">One capital or more, A to Z.</param>
    /// <param name="units">N, 2 or more.</param>
    /// <param name="omega">ω, above 0, in 1/τ.</param>
    /// <param name="seed">The key of readouts and inputs.</param>
    /// <param name="harmonics">The harmonics kept of a letter, 1 or more.</param>
    /// <exception cref="UnknownNameException">A letter is not of the Latin alphabet.</exception>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public LetterTrajectory(string letters, int units, double omega, Seed seed, int harmonics = 4)
        : this(CheckedLetters(letters), [.. letters.Select(letter => ClosedCurve.Harmonics(LetterStrokes.Of(letter), Require.AtLeast(harmonics, 1)))], Require.AtLeast(units, 2), omega, seed, harmonics)
    {
    }

    /// <summary>The letters, one a map; empty for drawings.</summary>
    public string Letters { get; }

    /// <inheritdoc/>
    public override string Kind => "letter-trajectory";

    /// <inheritdoc/>
    public override bool IsReadout => true;

    /// <summary>A drawing of the user's own: the corners of a line that is closed from the last to the first.</summary>
    /// <param name="points">Shape (points, 2), or (points, dimensions) for as many readouts; finite, 3 points or more that do not all coincide.</param>
    /// <param name="units">N, more than there are dimensions.</param>
    /// <param name="omega">ω, above 0, in 1/τ.</param>
    /// <param name="seed">The key of readouts and inputs.</param>
    /// <param name="harmonics">The harmonics kept, 1 or more.</param>
    /// <returns>The task, one map.</returns>
    /// <exception cref="ShapeException">Another number of axes, or fewer than three points.</exception>
    /// <exception cref="ParameterException">A number is not finite or out of range.</exception>
    public static LetterTrajectory FromPoints(NdArray<double> points, int units, double omega, Seed seed, int harmonics = 4)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.Shape(points.Shape, nameof(points), "(points, dimensions)", -1, -1);
        Require.AllFinite(points.Span, nameof(points));
        Require.AtLeast(harmonics, 1);
        if (points.Shape[0] < 3 || points.Shape[1] < 1)
            throw new ShapeException($"points has shape {NdShape.Text(points.Shape)}, expected 3 points or more");
        Require.AtLeast(units, points.Shape[1] + 1);
        List<double[]> corners = [];
        for (int i = 0; i < points.Shape[0]; i++)
        {
            double[] corner = points.Row(i).ToArray();
            if (corners.Count == 0 || !corner.SequenceEqual(corners[^1]))
                corners.Add(corner);
        }

        if (corners.Count > 1 && corners[0].SequenceEqual(corners[^1]))
            corners.RemoveAt(corners.Count - 1);
        if (corners.Count < 2)
            throw new ParameterException("all points coincide, expected a line");
        return new LetterTrajectory(string.Empty, [ClosedCurve.Harmonics([.. corners], harmonics)], units, omega, seed, harmonics);
    }

    /// <inheritdoc/>
    public override Complex[] Input(int map, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic <= Harmonics ? [.. _inputs[map][harmonic]] : new Complex[Units];
    }

    /// <inheritdoc/>
    public override Complex[] Target(int map, int harmonic)
    {
        Complex[] target = new Complex[Units];
        for (int r = 0; r < ReadoutCount; r++)
        {
            Complex curve = Curve(map, r, harmonic);
            for (int i = 0; i < Units; i++)
                target[i] += _readouts[r][i] * curve;
        }

        return target;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Readout(int map, int readout) => _readouts[readout];

    /// <inheritdoc/>
    public override Complex Curve(int map, int readout, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic <= Harmonics ? _curves[map][readout, harmonic] : Complex.Zero;
    }

    private static string CheckedLetters(string letters)
        => string.IsNullOrEmpty(letters) ? throw Require.Refused(nameof(letters), "empty", "one letter or more") : letters.ToUpperInvariant();

    /// <summary>Random normal patterns made orthogonal one after another, each of squared length N.</summary>
    private static double[][] Orthogonal(int units, int count, Seed seed)
    {
        double[][] made = new double[count][];
        for (int r = 0; r < count; r++)
        {
            made[r] = new double[units];
            RandomStream.Normals(seed, Purpose.Pattern, ReadoutPatterns, (uint)r, made[r]);
            for (int twice = 0; twice < 2; twice++)
            {
                for (int s = 0; s < r; s++)
                {
                    double along = System.Numerics.Tensors.TensorPrimitives.Dot<double>(made[s], made[r]) / units;
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(made[s], -along, made[r], made[r]);
                }
            }

            double length = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(made[r]) / units);
            System.Numerics.Tensors.TensorPrimitives.Divide(made[r], length, made[r]);
        }

        return made;
    }
}
