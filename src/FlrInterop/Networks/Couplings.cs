namespace FlrInterop;

/// <summary>Makes couplings: random, stored patterns, pre-embedded maps, or from the user's own arrays.</summary>
public static partial class Couplings
{
    /// <summary>A coupling from its matrix, which is not copied.</summary>
    /// <param name="weights">J, shape (units, units), weights [post, pre], finite.</param>
    /// <returns>A dense coupling.</returns>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    /// <exception cref="ParameterException">A weight is not finite.</exception>
    public static DenseCoupling FromArray(NdArray<double> weights) => new(weights);

    /// <summary>U Vᵀ, without a factor 1/N; the factors are not copied.</summary>
    /// <param name="left">U, shape (units, rank), finite.</param>
    /// <param name="right">V, shape (units, rank), finite.</param>
    /// <returns>A low-rank coupling.</returns>
    /// <exception cref="ShapeException">The factors differ in shape.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public static LowRankCoupling LowRank(NdArray<double> left, NdArray<double> right) => new(left, right);
}
