namespace FlrInterop;

/// <summary>The noise intensity from the first two lags: D = [4(c₀ − c_Δ) − (c₀ − c_2Δ)] / 2Δ with c = tr C / N.</summary>
/// <remarks>
/// c₀ − c_Δ = DΔ + O(Δ²) for any J, as −tr(A C) = N D in the stationary state; two lags cancel the square. Within 2 % for Δ ≤ 0.2 τ.
/// </remarks>
internal static class NoiseFromLags
{
    public static bool Possible(Activity source) => source is { Lagged: { } lagged, LagStep: not null } && lagged.Shape[^3] >= 3;

    public static double Estimate(Activity source)
    {
        NdArray<double> all = ActivityMaps.RequireLags(source, 2, "the noise intensity");
        int maps = source.State == ActivityState.Evoked ? all.Shape[0] : 1;
        double sum = 0;
        for (int map = 0; map < maps; map++)
        {
            NdArray<double> lags = ActivityMaps.Of(source, all, map);
            double now = ActivityMaps.Trace(lags.At(0)), first = ActivityMaps.Trace(lags.At(1)), second = ActivityMaps.Trace(lags.At(2));
            sum += ((4 * (now - first)) - (now - second)) / (2 * source.LagStep!.Value * source.Units);
        }

        return sum / maps;
    }
}
