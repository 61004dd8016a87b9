namespace FlrInterop;

/// <summary>A state that the noise-free network does not leave.</summary>
public sealed class FixedPointResult
{
    /// <summary>x*, shape (units,), float64; where the status is not "completed", the best state found.</summary>
    public required NdArray<double> State { get; init; }

    /// <summary>The total input h = β(J x* + γ η), shape (units,), float64.</summary>
    public required NdArray<double> TotalInput { get; init; }

    /// <summary>max |φ(h) − x*|.</summary>
    public required double Residual { get; init; }

    /// <summary>The Newton iterations made.</summary>
    public required int Iterations { get; init; }

    /// <summary>"completed", or "not converged: …".</summary>
    public required string Status { get; init; }

    /// <summary>Whether the iteration converged.</summary>
    public bool Converged => Status == RunStatus.Completed;
}
