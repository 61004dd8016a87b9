using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>The single diagnostics, their limits and what they say.</summary>
internal static class DiagnosticItems
{
    /// <summary>−(leading real part), per τ: below a tenth the slowest mode carries most of the variance.</summary>
    public static Diagnostic Distance(double leading)
    {
        const double near = 0.1;
        double distance = -leading;
        return new Diagnostic("distance to instability", distance, near, distance >= near, distance switch
        {
            <= 0 => "The state is not stable: no linear response describes it, so do not trust a prediction.",
            < near => "The state is close to instability: fluctuations are large and slow, equal-time predictions are too low or wrong, and long recordings are needed; the linearised one still holds.",
            _ => "The state is well inside the stable range: linear response holds.",
        });
    }

    /// <summary>Henrici's departure from normality, √(‖A‖² − Σ|λ|²) / ‖A‖, of the feedback matrix.</summary>
    public static Diagnostic NonNormality(Matrix<double> feedback)
    {
        const double strong = 0.5;
        double square = Math.Pow(feedback.FrobeniusNorm(), 2), eigen = Eigenvalues.Of(feedback).Sum(value => (value.Real * value.Real) + (value.Imaginary * value.Imaginary));
        double departure = square == 0 ? 0 : Math.Sqrt(Math.Max(0, square - eigen) / square);
        return new Diagnostic("non-normality (Henrici)", departure, strong, departure <= strong, departure <= strong
            ? "The feedback is nearly normal: the covariance shows how the network answers."
            : "The feedback is strongly non-normal: the equal-time covariance is a poor stand-in for the response; use one-lag, lagged or the model.");
    }

    /// <summary>‖antisymmetric part‖ against the symmetric one of what the covariance loses in a short time.</summary>
    public static Diagnostic DetailedBalance(double violation)
    {
        const double strong = 0.3;
        return new Diagnostic("detailed-balance violation", violation, strong, violation <= strong, violation <= strong
            ? "Activity is nearly reversible in time: C/D is close to the response."
            : "Activity runs in circles (it is not reversible in time): C/D is proportional to the response at best; use one-lag or lagged.");
    }

    /// <summary>Root-mean-square activity against the range in which the transfer function is a line.</summary>
    public static Diagnostic Amplitude(double amplitude)
    {
        const double range = 0.5;
        return new Diagnostic("amplitude against the linear range", amplitude, range, amplitude <= range, amplitude <= range
            ? "Activity stays where the transfer function is nearly a line."
            : "Activity leaves the range where the transfer function is nearly a line: the slope changes from moment to moment, and linear response is only roughly right.");
    }

    /// <summary>The largest difference between two estimates of χ, relative, with their sampling errors taken off.</summary>
    public static Diagnostic Spread(double spread, string between)
    {
        const double wide = 0.3;
        return new Diagnostic("estimator spread", spread, wide, spread <= wide, spread <= wide
            ? $"The estimators agree ({between}): which one is used hardly matters."
            : $"The estimators disagree ({between}): trust the one whose assumptions hold, and report the spread.");
    }
}
