using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>aᵀ M a: the variance along a direction.</summary>
internal static class QuadraticForm
{
    public static double Of(NdArray<double> matrix, ReadOnlySpan<double> direction)
    {
        double sum = 0;
        for (int i = 0; i < direction.Length; i++)
            sum += direction[i] * TensorPrimitives.Dot(matrix.Row(i), direction);
        return sum;
    }
}
