using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// χ(s) = χ (1 + s χ)⁻¹, from χ(0) alone: what equal-time C (D + s C)⁻¹, one-lag (s − A)⁻¹ and linearised (1 + s − diag(g) J)⁻¹ all are,
/// as each takes the activity as a process with one generator, −χ⁻¹.
/// </summary>
internal sealed class StaticResponse(NdArray<double> matrix) : IResponseSpectrum
{
    public Matrix<Complex> At(int map, Complex rate)
    {
        Matrix<Complex> own = (matrix.Rank == 3 ? matrix.At(map) : matrix).ToMatrix().ToComplex();
        return ((rate * own) + Matrix<Complex>.Build.DenseIdentity(own.RowCount)).Solve(own);
    }
}
