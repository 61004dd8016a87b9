using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>What several rules' mean drives are made of.</summary>
internal static class Drive
{
    /// <summary>s = |x̄|².</summary>
    public static double Square(ReadOnlySpan<double> mean) => TensorPrimitives.SumOfSquares(mean);
}
