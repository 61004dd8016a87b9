using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>How fast the slowest mode relaxes: what the length of a run follows from.</summary>
internal static class Relaxation
{
    /// <summary>
    /// |1 − λ| per τ by power iteration on χ: O(N²) where eigenvalues would cost O(N³). Held within 0.02 … 1.
    /// </summary>
    public static double Rate(LinearResponse response, ReadOnlySpan<double> start)
    {
        const int warmUp = 20, measured = 30;
        const double slowest = 0.02;
        double[] vector = start.ToArray();
        double growth = 0;
        for (int k = 0; k < warmUp + measured; k++)
        {
            double before = TensorPrimitives.Norm<double>(vector);
            if (before == 0)
                return 1;
            TensorPrimitives.Divide(vector, before, vector);
            vector = response.Solve(vector);
            if (k >= warmUp)
                growth += Math.Log(TensorPrimitives.Norm<double>(vector));
        }

        return Math.Clamp(Math.Exp(-growth / measured), slowest, 1);
    }
}
