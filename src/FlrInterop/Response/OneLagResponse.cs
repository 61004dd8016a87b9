using System.Numerics;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>χ = −A⁻¹ with A = log(C(Δ) C(0)⁻¹) / Δ: the activity taken as an Ornstein–Uhlenbeck process, seen at its first lag.</summary>
internal sealed class OneLagResponse : IResponseSpectrum
{
    private readonly WhiteAxes[] _axes;
    private readonly Matrix<double>[] _generators;

    private OneLagResponse(WhiteAxes[] axes, Matrix<double>[] generators)
    {
        _axes = axes;
        _generators = generators;
    }

    public static Susceptibility Estimate(Activity source)
    {
        NdArray<double> lagged = ActivityMaps.RequireLags(source, 1, Estimators.OneLag);
        int units = source.Units, maps = source.State == ActivityState.Evoked ? lagged.Shape[0] : 1;
        double lag = source.LagStep!.Value;
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, source.State == ActivityState.Evoked ? [maps, units, units] : [units, units]);
        double? time = ActivityMaps.Time(source);
        Span<double> errors = default;
        NdArray<double>? error = time is null ? null : NdArray<double>.Create(out errors, matrix.Shape);
        var axes = new WhiteAxes[maps];
        var generators = new Matrix<double>[maps];
        double slowest = double.NegativeInfinity;
        var problems = new List<string>();
        for (int map = 0; map < maps; map++)
        {
            Span<double> own = chi.Slice(map * units * units, units * units);
            axes[map] = new WhiteAxes(ActivityMaps.Lag(source, map, 0));
            Matrix<double> propagator = axes[map].Whiten(ActivityMaps.Lag(source, map, 1));
            if (MatrixLogarithm.Of(propagator, out double forbidden) is not Matrix<double> logarithm)
            {
                own.Fill(double.NaN);
                if (error is not null)
                    errors.Slice(map * units * units, units * units).Fill(double.NaN);
                problems.Add(FormattableString.Invariant(
                    $"{(maps > 1 ? $"map {map}: " : string.Empty)}no real logarithm: C(Δ) C(0)⁻¹ has the eigenvalue {forbidden:g3}; a shorter lag or more samples are needed"));
                continue;
            }

            generators[map] = logarithm / lag;
            slowest = Math.Max(slowest, Eigenvalues.Leading(generators[map]));
            Matrix<double> response = -generators[map].Inverse();
            axes[map].Restore(response).ToRowMajorArray().CopyTo(own);
            if (time is double recorded)
                StandardError(axes[map], propagator, response, recorded * lag, errors.Slice(map * units * units, units * units));
        }

        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.OneLag,
            StandardError = error,
            Assumptions =
            [
                new Assumption("Ornstein–Uhlenbeck process (linear, white noise, every unit that matters recorded)", "cannot be told from one lag", null),
                new Assumption("the estimated process is stable", FormattableString.Invariant($"leading eigenvalue {slowest:g3}"), slowest < 0),
                axes[0].FullRank(units),
            ],
            Status = problems.Count == 0 ? RunStatus.Completed : string.Join("; ", problems),
            Spectrum = problems.Count == 0 ? new OneLagResponse(axes, generators) : null,
        };
    }

    /// <summary>(s − A)⁻¹.</summary>
    public Matrix<Complex> At(int map, Complex rate)
    {
        Matrix<double> generator = _generators[map];
        Matrix<Complex> shifted = Matrix<Complex>.Build.Dense(generator.RowCount, generator.ColumnCount, (i, j) => (i == j ? rate : 0) - generator[i, j]);
        return _axes[map].Back.ToComplex() * shifted.Inverse() * _axes[map].Into.ToComplex();
    }

    /// <summary>
    /// C(Δ) C(0)⁻¹ is a regression of x(t + Δ) on x(t) whose residuals, Q = C(0) − K C(0) Kᵀ, are independent from step to step:
    /// Cov(K) = Q ⊗ C(0)⁻¹ Δ/T, carried to χ by δχ = χ δA χ with δA = δK/Δ (the leading order in Δ).
    /// </summary>
    private static void StandardError(WhiteAxes axes, Matrix<double> propagator, Matrix<double> response, double timeLag, Span<double> errors)
    {
        int units = axes.Back.RowCount;
        Matrix<double> residual = Matrix<double>.Build.DenseIdentity(axes.Rank) - propagator.TransposeAndMultiply(propagator);
        Matrix<double> spread = axes.Back * response;
        double[] rows = RowForms(spread, residual), columns = RowForms((response * axes.Into).Transpose(), null);
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
                errors[(i * units) + j] = Math.Sqrt(Math.Max(0, rows[i]) * columns[j] / timeLag);
        }
    }

    /// <summary>(M S Mᵀ)_ii for every row; S = 1 where none is given.</summary>
    private static double[] RowForms(Matrix<double> matrix, Matrix<double>? form)
    {
        Matrix<double> right = form is null ? matrix : matrix * form;
        return [.. Enumerable.Range(0, matrix.RowCount).Select(i => matrix.Row(i).DotProduct(right.Row(i)))];
    }
}
