namespace FlrInterop;

/// <summary>v = M2 z + M0 for every bin, mm/s.</summary>
internal static class DecodedVelocity
{
    public static NdArray<double> Of(BciSession session, Decoder decoder)
    {
        NdArray<double> activity = session.Bins.Activity;
        NdArray<double> velocities = NdArray<double>.Create(out Span<double> values, activity.Shape[0], 2);
        for (int bin = 0; bin < activity.Shape[0]; bin++)
            (values[2 * bin], values[(2 * bin) + 1]) = decoder.Single(activity.Row(bin));
        return velocities;
    }

    /// <summary>|v| of every bin, mm/s.</summary>
    public static double[] Speed(NdArray<double> velocity)
    {
        var speeds = new double[velocity.Shape[0]];
        for (int bin = 0; bin < speeds.Length; bin++)
            speeds[bin] = Math.Sqrt((velocity[bin, 0] * velocity[bin, 0]) + (velocity[bin, 1] * velocity[bin, 1]));
        return speeds;
    }
}
