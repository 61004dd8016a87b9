using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>The moments of an activity one map at a time; spontaneous activity has one.</summary>
internal static class ActivityMaps
{
    public static int Count(Activity source) => source.State == ActivityState.Evoked ? RequireCovariance(source).Shape[0] : 1;

    public static NdArray<double> RequireCovariance(Activity source)
        => source.Covariance
            ?? throw new ParameterException("the activity has no covariance, expected one. Hint: record=(\"mean\", \"covariance\")");

    /// <summary>The activity's lagged covariances, at least so many beyond lag 0.</summary>
    public static NdArray<double> RequireLags(Activity source, int least, string estimator)
    {
        NdArray<double>? lagged = source.Lagged;
        int found = lagged is null ? 0 : lagged.Shape[^3] - 1;
        if (lagged is null || found < least || source.LagStep is null)
        {
            throw new ParameterException(
                $"the activity has {found} lagged covariances, expected {least} or more for '{estimator}'. Hint: simulate(…, lags={Math.Max(least, 1)}), or from_samples(…, lags={Math.Max(least, 1)})");
        }

        return lagged;
    }

    public static NdArray<double> Of(Activity source, NdArray<double> moments, int map)
        => source.State == ActivityState.Evoked ? moments.At(map) : moments;

    public static Matrix<double> Lag(Activity source, int map, int lag) => Of(source, source.Lagged!, map).At(lag).ToMatrix();

    /// <summary>The recorded time behind the moments of one map; null where unknown.</summary>
    public static double? Time(Activity source)
        => source is { Count: > 1, Step: double step } ? source.Count * step : null;

    public static double Trace(NdArray<double> matrix)
    {
        double sum = 0;
        for (int i = 0; i < matrix.Shape[0]; i++)
            sum += matrix[i, i];
        return sum;
    }
}
