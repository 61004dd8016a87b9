namespace FlrInterop;

/// <summary>How a velocity relates to the stored direction or, where there is none, that from the cursor (after the bin's own move) to the target.</summary>
internal static class CursorProgress
{
    /// <summary>v · u, mm/s.</summary>
    public static NdArray<double> Of(BciSession session, NdArray<double> velocity)
        => Each(session, velocity, static (ux, uy, vx, vy) => (ux * vx) + (uy * vy));

    /// <summary>atan2(u × v, u · v) in degrees, (−180, 180].</summary>
    public static NdArray<double> AngularError(BciSession session, NdArray<double> velocity)
        => Each(session, velocity, static (ux, uy, vx, vy) =>
        {
            double angle = Math.Atan2((ux * vy) - (uy * vx), (ux * vx) + (uy * vy)) * (180 / Math.PI);
            return angle <= -180 ? 180 : angle;
        });

    private static NdArray<double> Each(BciSession session, NdArray<double> velocity, Func<double, double, double, double, double> quantity)
    {
        SessionBins bins = session.Bins;
        int count = bins.Trial.Length;
        NdArray<double> result = NdArray<double>.Create(out Span<double> values, count);
        ReadOnlySpan<double> v = velocity.Span;
        for (int bin = 0; bin < count; bin++)
        {
            (double x, double y) = Towards(bins, bin);
            double distance = Math.Sqrt((x * x) + (y * y));
            values[bin] = distance > 0 ? quantity(x / distance, y / distance, v[2 * bin], v[(2 * bin) + 1]) : double.NaN;
        }

        return result;
    }

    private static (double X, double Y) Towards(SessionBins bins, int bin)
    {
        if (bins.DirectionDeg is { } direction)
        {
            double angle = direction[bin] * (Math.PI / 180);
            return (Math.Cos(angle), Math.Sin(angle));
        }

        return bins.PositionMm is { } position && bins.TargetPositionMm is { } target
            ? (target[bin, 0] - position[bin, 0], target[bin, 1] - position[bin, 1])
            : (double.NaN, double.NaN);
    }
}
