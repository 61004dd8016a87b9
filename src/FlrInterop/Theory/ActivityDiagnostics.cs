using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace FlrInterop;

/// <summary>Diagnostics of activity; of several maps the worst is kept.</summary>
internal static class ActivityDiagnostics
{
    public static Diagnostics Of(Activity source)
    {
        int maps = ActivityMaps.Count(source), units = source.Units;
        bool lags = source.Lagged is { } lagged && lagged.Shape[^3] >= 2 && source.LagStep is not null;
        double amplitude = 0, leading = double.NegativeInfinity, violation = 0;
        Diagnostic? nonNormal = null;
        string status = RunStatus.Completed;
        for (int map = 0; map < maps; map++)
        {
            double mean = source.Mean is null ? 0 : TensorPrimitives.SumOfSquares(ActivityMaps.Of(source, source.Mean, map).Span);
            amplitude = Math.Max(amplitude, Math.Sqrt((mean + ActivityMaps.Trace(ActivityMaps.Of(source, source.Covariance!, map))) / units));
            if (!lags)
                continue;
            violation = Math.Max(violation, Violation(source, map));
            var axes = new WhiteAxes(ActivityMaps.Lag(source, map, 0));
            if (MatrixLogarithm.Of(axes.Whiten(ActivityMaps.Lag(source, map, 1)), out double forbidden) is not Matrix<double> logarithm)
            {
                status = FormattableString.Invariant($"stability could not be looked at: C(Δ) C(0)⁻¹ has the eigenvalue {forbidden:g3}");
                continue;
            }

            Matrix<double> generator = axes.Back * (logarithm / source.LagStep!.Value) * axes.Into;
            leading = Math.Max(leading, Eigenvalues.Leading(logarithm / source.LagStep!.Value));
            Diagnostic here = DiagnosticItems.NonNormality(generator + Matrix<double>.Build.DenseIdentity(units));
            nonNormal = nonNormal is null || here.Value > nonNormal.Value ? here : nonNormal;
        }

        var items = new List<Diagnostic> { DiagnosticItems.Amplitude(amplitude) };
        if (double.IsFinite(leading))
            items.Add(DiagnosticItems.Distance(leading));
        if (nonNormal is not null)
            items.Add(nonNormal);
        if (lags)
            items.Add(DiagnosticItems.DetailedBalance(violation));
        if (Spread(source, lags && status == RunStatus.Completed) is Diagnostic spread)
            items.Add(spread);
        return new Diagnostics { Items = items, Status = status };
    }

    /// <summary>
    /// ‖C(Δ) − C(Δ)ᵀ‖ / ‖2C(0) − C(Δ) − C(Δ)ᵀ‖, which is ‖AC − CAᵀ‖ / 2D‖1‖ for short Δ; the norm that sampling alone gives the antisymmetric
    /// part, Δ √(4 D N tr C / T), is taken off in squares.
    /// </summary>
    private static double Violation(Activity source, int map)
    {
        Matrix<double> now = ActivityMaps.Lag(source, map, 0), later = ActivityMaps.Lag(source, map, 1);
        double odd = Math.Pow((later - later.Transpose()).FrobeniusNorm(), 2), even = ((2 * now) - later - later.Transpose()).FrobeniusNorm();
        if (ActivityMaps.Time(source) is double time)
        {
            double lag = source.LagStep!.Value, noise = (now - later).Trace() / (source.Units * lag);
            odd -= lag * lag * 4 * noise * source.Units * now.Trace() / time;
        }

        return Math.Sqrt(Math.Max(0, odd)) / even;
    }

    private static Diagnostic? Spread(Activity source, bool lags)
    {
        if (!lags)
            return null;
        Susceptibility reference = Response.Estimate(source, Estimators.OneLag);
        if (reference.Status != RunStatus.Completed)
            return null;
        List<Susceptibility> others = [];
        if (source.Lagged!.Shape[^3] >= 3)
            others.Add(Response.Estimate(source, Estimators.Lagged));
        if (source.Noise is > 0 || NoiseFromLags.Possible(source))
            others.Add(Response.Estimate(source, Estimators.EqualTime));
        Diagnostic? widest = null;
        double size = TensorPrimitives.Norm(reference.Matrix.Span);
        double[] apart = new double[reference.Matrix.Length];
        foreach (Susceptibility other in others)
        {
            TensorPrimitives.Subtract(other.Matrix.Span, reference.Matrix.Span, apart);
            double square = TensorPrimitives.SumOfSquares<double>(apart);
            foreach (NdArray<double>? error in (NdArray<double>?[])[reference.StandardError, other.StandardError])
                square -= error is null ? 0 : TensorPrimitives.SumOfSquares(error.Span);
            Diagnostic here = DiagnosticItems.Spread(Math.Sqrt(Math.Max(0, square)) / size, $"{other.Estimator} and one-lag");
            widest = widest is null || here.Value > widest.Value ? here : widest;
        }

        return widest;
    }
}
