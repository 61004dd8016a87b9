using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// χ(s) = ∫₀^L e^{−sτ} C(τ) dτ (C(0) − e^{−sL} C(L))⁻¹ by the trapezoid rule: ∫₀^∞ C(τ) dτ C(0)⁻¹ with what lies beyond the last lag
/// closed by δx(t + L) answering as δx(t) did, which is exact for a linear process and for every L.
/// </summary>
/// <remarks>
/// L is the first lag where ‖C(L)‖ falls below twice the sampling error of a covariance of independent activity,
/// tr C(0) √(∫ ρ² / T) with ρ = tr C(τ) / tr C(0), or else the last recorded lag: beyond it the integral would gather noise alone.
/// </remarks>
internal sealed class LaggedResponse : IResponseSpectrum
{
    private const double ErrorsAtCut = 2;
    private readonly Activity _source;
    private readonly WhiteAxes[] _axes;
    private readonly int[] _cuts;

    private LaggedResponse(Activity source)
    {
        NdArray<double> lagged = ActivityMaps.RequireLags(source, 2, Estimators.Lagged);
        int maps = source.State == ActivityState.Evoked ? lagged.Shape[0] : 1;
        _source = source;
        _axes = [.. Enumerable.Range(0, maps).Select(map => new WhiteAxes(ActivityMaps.Lag(source, map, 0)))];
        _cuts = [.. Enumerable.Range(0, maps).Select(map => Cut(source, map))];
    }

    /// <summary>From lagged covariances and the lag where each map's integral ends, as an estimate had them.</summary>
    public LaggedResponse(NdArray<double> lagged, double lagStep, IReadOnlyList<int> cuts)
    {
        int units = lagged.Shape[^1];
        bool evoked = lagged.Rank == 4;
        Require.Shape(lagged.Shape, nameof(lagged), "([maps,] lags + 1, units, units)", evoked ? [-1, -1, units, units] : [-1, units, units]);
        Require.AllFinite(lagged.Span, nameof(lagged));
        int maps = evoked ? lagged.Shape[0] : 1, last = lagged.Shape[^3] - 1;
        if (cuts.Count != maps || cuts.Any(cut => cut < 1 || cut > last))
            throw Require.Refused(nameof(cuts), string.Join(", ", cuts), FormattableString.Invariant($"{maps} numbers from 1 to {last}"));
        _source = new Activity(units, evoked ? ActivityState.Evoked : ActivityState.Spontaneous) { Lagged = lagged, LagStep = Require.Positive(lagStep) };
        _axes = [.. Enumerable.Range(0, maps).Select(map => new WhiteAxes(ActivityMaps.Lag(_source, map, 0)))];
        _cuts = [.. cuts];
    }

    /// <summary>C(kΔ), shape ([maps,] lags + 1, units, units), float64.</summary>
    public NdArray<double> Lagged => _source.Lagged!;

    /// <summary>Δ.</summary>
    public double LagStep => _source.LagStep!.Value;

    /// <summary>The lag where each map's integral ends.</summary>
    public IReadOnlyList<int> Cuts => _cuts;

    public static Susceptibility Estimate(Activity source)
    {
        var response = new LaggedResponse(source);
        int units = source.Units, maps = response._axes.Length, block = units * units;
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, source.State == ActivityState.Evoked ? [maps, units, units] : [units, units]);
        double? time = ActivityMaps.Time(source);
        Span<double> errors = default;
        NdArray<double>? error = time is null ? null : NdArray<double>.Create(out errors, matrix.Shape);
        for (int map = 0; map < maps; map++)
        {
            Matrix<double> own = response.At(map, 0).Real();
            own.ToRowMajorArray().CopyTo(chi.Slice(map * block, block));
            if (time is double recorded)
                response.StandardError(map, own, recorded, errors.Slice(map * block, block));
        }

        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.Lagged,
            StandardError = error,
            Assumptions = response.Assumptions(),
            Spectrum = response,
        };
    }

    public Matrix<Complex> At(int map, Complex rate)
    {
        int cut = _cuts[map], rank = _axes[map].Rank;
        double step = _source.LagStep!.Value;
        Matrix<double> real = Matrix<double>.Build.Dense(_source.Units, _source.Units), imaginary = real.Clone();
        for (int lag = 0; lag <= cut; lag++)
        {
            Complex weight = (lag == 0 || lag == cut ? 0.5 : 1) * step * Complex.Exp(-rate * lag * step);
            Matrix<double> covariance = ActivityMaps.Lag(_source, map, lag);
            real += weight.Real * covariance;
            if (weight.Imaginary != 0)
                imaginary += weight.Imaginary * covariance;
        }

        WhiteAxes axes = _axes[map];
        Matrix<double> last = axes.Whiten(ActivityMaps.Lag(_source, map, cut));
        if (rate == Complex.Zero)
            return axes.Restore(axes.Whiten(real) * (Matrix<double>.Build.DenseIdentity(rank) - last).Inverse()).ToComplex();
        Complex decay = Complex.Exp(-rate * cut * step);
        Matrix<Complex> rest = Matrix<Complex>.Build.Dense(rank, rank, (i, j) => (i == j ? 1 : 0) - (decay * last[i, j]));
        Matrix<double> re = axes.Whiten(real), im = axes.Whiten(imaginary);
        Matrix<Complex> integral = Matrix<Complex>.Build.Dense(rank, rank, (i, j) => new Complex(re[i, j], im[i, j]));
        return axes.Back.ToComplex() * (integral * rest.Inverse()) * axes.Into.ToComplex();
    }

    private static int Cut(Activity source, int map)
    {
        NdArray<double> lags = ActivityMaps.Of(source, source.Lagged!, map);
        int last = lags.Shape[0] - 1;
        if (ActivityMaps.Time(source) is not double time)
            return last;
        double[] shape = Correlation(lags);
        double square = (2 * shape.Sum(rho => rho * rho)) - 1;
        double floor = ErrorsAtCut * ActivityMaps.Trace(lags.At(0)) * Math.Sqrt(square * source.LagStep!.Value / time);
        for (int lag = 1; lag < last; lag++)
        {
            if (System.Numerics.Tensors.TensorPrimitives.Norm<double>(lags.At(lag).Span) <= floor)
                return lag;
        }

        return last;
    }

    /// <summary>
    /// ∫_t^{t+L} x = χ (x(t) − x(t + L)) + r, and χ is estimated with x(t) as the instrument: Cov(χ) = Var(r) ⊗ (C₀ − C_L)⁻ᵀ C₀ (C₀ − C_L)⁻¹ / n,
    /// windows that overlap sharing their residuals over L, so n = T / 2∫₀^L (1 − s/L) ρ(s) ds.
    /// </summary>
    private void StandardError(int map, Matrix<double> response, double time, Span<double> errors)
    {
        int units = _source.Units, cut = _cuts[map];
        double step = _source.LagStep!.Value;
        double[] shape = Correlation(ActivityMaps.Of(_source, _source.Lagged!, map)), window = new double[units];
        Matrix<double> integral = Matrix<double>.Build.Dense(units, units);
        double shared = 0;
        for (int lag = 0; lag <= cut; lag++)
        {
            Matrix<double> covariance = ActivityMaps.Lag(_source, map, lag);
            double weight = (lag == 0 ? 1 : 2) * step * (cut - lag);
            shared += weight / cut * shape[lag];
            integral += (lag == 0 || lag == cut ? 0.5 : 1) * step * covariance;
            for (int i = 0; i < units; i++)
                window[i] += weight * step * covariance[i, i];
        }

        Matrix<double> last = ActivityMaps.Lag(_source, map, cut), change = (2 * ActivityMaps.Lag(_source, map, 0)) - last - last.Transpose();
        Matrix<double> crossed = (integral - integral.Transpose()).TransposeAndMultiply(response), moved = response * change;
        Matrix<double> rest = Matrix<double>.Build.DenseIdentity(_axes[map].Rank) - _axes[map].Whiten(last), columns = rest.Solve(_axes[map].Into);
        for (int i = 0; i < units; i++)
        {
            double residual = Math.Max(0, window[i] - (2 * crossed[i, i]) + moved.Row(i).DotProduct(response.Row(i)));
            for (int j = 0; j < units; j++)
                errors[(i * units) + j] = Math.Sqrt(residual * columns.Column(j).DotProduct(columns.Column(j)) * Math.Max(shared, step) / time);
        }
    }

    private List<Assumption> Assumptions()
    {
        const double coarse = 0.02, open = 0.5;
        NdArray<double> lags = ActivityMaps.Of(_source, _source.Lagged!, 0);
        double step = _source.LagStep!.Value;
        double left = System.Numerics.Tensors.TensorPrimitives.Norm<double>(lags.At(_cuts[0]).Span) / System.Numerics.Tensors.TensorPrimitives.Norm<double>(lags.At(0).Span);
        double mean = _axes[0].Whiten(lags.At(1).ToMatrix()).Trace() / _axes[0].Rank;
        double error = Math.Pow(Math.Log(Math.Clamp(mean, 1e-3, 1)), 2) / 12;
        return
        [
            new("linear or Gaussian activity", "cannot be told from covariances", null),
            new("lags long enough", FormattableString.Invariant($"cut at {_cuts[0] * step:g3}, where {left:p1} of the covariance is left"), left <= open),
            new("lags fine enough for the trapezoid rule", FormattableString.Invariant($"about {error:p1} too large"), error <= coarse),
            _axes[0].FullRank(_source.Units),
        ];
    }

    private static double[] Correlation(NdArray<double> lags)
    {
        double variance = ActivityMaps.Trace(lags.At(0));
        return [.. Enumerable.Range(0, lags.Shape[0]).Select(lag => ActivityMaps.Trace(lags.At(lag)) / variance)];
    }
}
