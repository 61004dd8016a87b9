using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace FlrInterop;

/// <content>Diagnostics.</content>
public static partial class Flr
{
    /// <summary>
    /// Says where a prediction from this network may be trusted: distance to instability, non-normality (Henrici) of diag(g) J, violation of detailed
    /// balance, amplitude against the linear range, spread between the linearised and the equal-time response. At its fixed point.
    /// </summary>
    /// <remarks>Henrici, Numer. Math. 4 (1962) 24–40, doi 10.1007/BF01386294. The covariance solves A C + C Aᵀ + 2 D = 0, A = diag(g) J − 1.</remarks>
    /// <param name="source">The network.</param>
    /// <param name="input">η, shape (units,); null for none.</param>
    /// <returns>The diagnostics, a sentence each.</returns>
    /// <exception cref="ShapeException">The input has another length than the network.</exception>
    public static Diagnostics Diagnose(Network source, NdArray<double>? input = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        FixedPointResult rest = FixedPoint.Find(source, input);
        int units = source.Units;
        double[] slopes = new double[units];
        new RateMap(source, input).Slopes(rest.State.Span, slopes);
        Matrix<double> feedback = source.Coupling.DenseTo("diagnose a network", 8).ToMatrix();
        for (int i = 0; i < units; i++)
            feedback.SetRow(i, feedback.Row(i) * slopes[i]);
        Matrix<double> generator = feedback - Matrix<double>.Build.DenseIdentity(units);
        var items = new List<Diagnostic> { DiagnosticItems.Distance(Eigenvalues.Leading(generator)), DiagnosticItems.NonNormality(feedback) };
        Matrix<double>? covariance = items[0].Value > 0 ? Lyapunov.Solve(generator, Math.Max(source.Noise, double.Epsilon)) : null;
        double square = TensorPrimitives.SumOfSquares(rest.State.Span) / units;
        if (covariance is not null && source.Noise > 0)
        {
            Matrix<double> flow = generator * covariance, response = -generator.Inverse();
            items.Add(DiagnosticItems.DetailedBalance((flow - flow.Transpose()).FrobeniusNorm() / (flow + flow.Transpose()).FrobeniusNorm()));
            square += covariance.Trace() / units;
            items.Add(DiagnosticItems.Spread(((covariance / source.Noise) - response).FrobeniusNorm() / response.FrobeniusNorm(), "equal-time and linearised"));
        }

        items.Add(DiagnosticItems.Amplitude(Math.Sqrt(square)));
        return new Diagnostics { Items = items, Status = rest.Status };
    }

    /// <summary>
    /// Says where a prediction from this activity may be trusted. Amplitude always; with one lag or more also distance to instability and
    /// non-normality of the estimated generator, violation of detailed balance (asymmetry of C(Δ)) and the spread between estimators. Worst map.
    /// </summary>
    /// <param name="source">The activity, with its covariance.</param>
    /// <returns>The diagnostics, a sentence each.</returns>
    /// <exception cref="ParameterException">There is no covariance.</exception>
    public static Diagnostics Diagnose(Activity source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ActivityMaps.RequireCovariance(source);
        return ActivityDiagnostics.Of(source);
    }
}
