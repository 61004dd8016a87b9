namespace FlrInterop;

/// <summary>How the mean activity answers a small constant force: δx = χ f.</summary>
public sealed class Susceptibility
{
    /// <summary>χ, shape (units, units), evoked (maps, units, units), float64.</summary>
    public required NdArray<double> Matrix { get; init; }

    /// <summary>"equal-time" or "linearised".</summary>
    public required string Estimator { get; init; }

    /// <summary>The standard error of each entry, shape as <see cref="Matrix"/>; null where the estimator is exact or the effective number of samples is unknown.</summary>
    public NdArray<double>? StandardError { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or why there is no finite answer.</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
