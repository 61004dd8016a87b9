using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>χ = (1 − diag(g) J)⁻¹ as something that solves: by LU where J is dense, by the Woodbury identity where it is of low rank.</summary>
/// <remarks>Low rank: J = diag(d) + U Vᵀ, a = 1 − g d, χ b = b/a + P (1 − Vᵀ P)⁻¹ Vᵀ (b/a) with P = diag(g/a) U: O(N rank²).</remarks>
internal abstract class LinearResponse
{
    /// <summary>The matrices of N² numbers that one response keeps: J, the factors of 1 − diag(g) J, and those of its transpose; none where the coupling is of low rank.</summary>
    public static int Matrices(Coupling coupling) => IsLowRank(LowRankParts.Of(coupling), coupling.Units) ? 0 : 3;

    public static LinearResponse Of(Coupling coupling, ReadOnlySpan<double> slopes)
    {
        var structure = LowRankParts.Of(coupling);
        return IsLowRank(structure, coupling.Units)
            ? new LowRank(structure!, slopes)
            : new Dense(coupling, slopes);
    }

    /// <summary>χ b.</summary>
    public abstract double[] Solve(ReadOnlySpan<double> b);

    /// <summary>χᵀ b.</summary>
    public abstract double[] SolveTransposed(ReadOnlySpan<double> b);

    private static bool IsLowRank(LowRankParts? structure, int units) => structure is not null && structure.Rank < units / 2;

    private sealed class Dense : LinearResponse
    {
        private readonly NdArray<double> _weights;
        private readonly double[] _slopes;
        private readonly LuFactors<double>? _factors;
        private LuFactors<double>? _transposed;

        public Dense(Coupling coupling, ReadOnlySpan<double> slopes)
        {
            _weights = coupling.DenseTo("solve for the response of a network", 4);
            _slopes = slopes.ToArray();
            _factors = Factors(false);
        }

        public override double[] Solve(ReadOnlySpan<double> b) => Solve(_factors, b);

        public override double[] SolveTransposed(ReadOnlySpan<double> b)
        {
            _transposed ??= Factors(true);
            return Solve(_transposed, b);
        }

        // Infinite at an instability, where the response is.
        private static double[] Solve(LuFactors<double>? factors, ReadOnlySpan<double> b)
        {
            double[] solved = new double[b.Length];
            if (factors is null)
            {
                Array.Fill(solved, double.PositiveInfinity);
                return solved;
            }

            // The factors have but one place to work in.
            lock (factors)
                factors.Solve(b, solved);
            return solved;
        }

        /// <summary>Those of 1 − diag(g) J, or of its transpose; null where it is singular.</summary>
        private LuFactors<double>? Factors(bool transposed)
        {
            int units = _slopes.Length;
            ReadOnlySpan<double> weights = _weights.Span;
            var factors = new LuFactors<double>(units);
            for (int column = 0; column < units; column++)
            {
                Span<double> place = factors.Column(column);
                for (int row = 0; row < units; row++)
                    place[row] = -(transposed ? _slopes[column] * weights[(column * units) + row] : _slopes[row] * weights[(row * units) + column]);
                place[column] += 1;
            }

            return factors.Factor() ? factors : null;
        }
    }

    private sealed class LowRank : LinearResponse
    {
        private readonly double[] _inverseDiagonal;
        private readonly Matrix<double> _left;
        private readonly Matrix<double> _right;
        private readonly Matrix<double> _core;

        public LowRank(LowRankParts parts, ReadOnlySpan<double> slopes)
        {
            int units = parts.Units;
            _inverseDiagonal = new double[units];
            _left = Matrix<double>.Build.Dense(units, parts.Rank);
            _right = parts.Right;
            for (int i = 0; i < units; i++)
            {
                _inverseDiagonal[i] = 1 / (1 - (slopes[i] * parts.Diagonal[i]));
                for (int r = 0; r < parts.Rank; r++)
                    _left[i, r] = slopes[i] * _inverseDiagonal[i] * parts.Left[i, r];
            }

            _core = Matrix<double>.Build.DenseIdentity(parts.Rank) - _right.TransposeThisAndMultiply(_left);
        }

        public override double[] Solve(ReadOnlySpan<double> b)
        {
            Vector<double> scaled = Scaled(b);
            return (scaled + (_left * _core.Solve(_right.TransposeThisAndMultiply(scaled)))).AsArray();
        }

        public override double[] SolveTransposed(ReadOnlySpan<double> b)
        {
            Vector<double> amplitude = _core.Transpose().Solve(_left.TransposeThisAndMultiply(Vector<double>.Build.Dense(b.ToArray())));
            return (Scaled(b) + Scaled((_right * amplitude).AsArray())).AsArray();
        }

        private Vector<double> Scaled(ReadOnlySpan<double> b)
        {
            double[] scaled = new double[b.Length];
            System.Numerics.Tensors.TensorPrimitives.Multiply(b, _inverseDiagonal, scaled);
            return Vector<double>.Build.Dense(scaled);
        }
    }
}
