using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>The transposed response of a given matrix χ: χ_kᵀ b = (1 + k χᵀ)⁻¹ χᵀ b.</summary>
/// <param name="matrix">χ times the divisor, shape (units, units).</param>
/// <param name="divisor">What χ is the matrix divided by: D where it is C.</param>
/// <param name="scaled">Whether χ has its scale.</param>
/// <param name="rule">The name of the rule that asks.</param>
internal sealed class MatrixTransposed(NdArray<double> matrix, double divisor, bool scaled, string rule)
{
    private LU<double>? _shifted;
    private double _leak;

    public double[] Solve(ReadOnlySpan<double> vector, double leak)
    {
        if (leak != 0 && !scaled)
            throw EvokedState.Missing(rule, "the noise intensity D", "has none");
        int units = vector.Length;
        double[] turned = new double[units];
        for (int i = 0; i < units; i++)
            TensorPrimitives.MultiplyAdd(matrix.Row(i), vector[i] / divisor, turned, turned);
        if (leak == 0)
            return turned;
        if (_shifted is null || _leak != leak)
        {
            // Rules ask many times for the same leak.
            Matrix<double> shifted = matrix.ToMatrix().Transpose() * (leak / divisor);
            for (int i = 0; i < units; i++)
                shifted[i, i] += 1;
            (_shifted, _leak) = (shifted.LU(), leak);
        }

        return _shifted.Solve(Vector<double>.Build.Dense(turned)).AsArray();
    }
}
