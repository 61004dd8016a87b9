using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>χ at any frequency. The rate s stands for iω in continuous time, for (e^{iωh} − 1)/h where an Euler step h is to be met exactly.</summary>
internal interface IResponseSpectrum
{
    /// <summary>χ(s) of one map (0 for spontaneous activity), shape (units, units).</summary>
    Matrix<Complex> At(int map, Complex rate);

    /// <summary>χ(s) b.</summary>
    Vector<Complex> Solve(int map, Complex rate, Vector<Complex> force) => At(map, rate) * force;
}
