namespace FlrInterop;

/// <summary>A 2 × 2 matrix: how the velocity answers a force along the velocity error.</summary>
internal readonly record struct Planar(double XX, double XY, double YX, double YY)
{
    /// <summary>uᵀ S.</summary>
    public (double X, double Y) Left(double x, double y) => ((x * XX) + (y * YX), (x * XY) + (y * YY));
}
