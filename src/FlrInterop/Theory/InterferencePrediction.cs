namespace FlrInterop;

/// <summary>How learning one map moves the others, predicted.</summary>
public sealed class InterferencePrediction
{
    /// <summary>
    /// Entry [a, b]: how fast the overlap of map b moves while map a is learned, shape (maps, maps), float64, per unit ε and per τ (relative where
    /// the noise of an activity is unknown). Above 0 learning a helps b, below 0 it interferes; the diagonal holds each map's own speed.
    /// </summary>
    public required NdArray<double> Matrix { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The estimator of the susceptibility.</summary>
    public required string Estimator { get; init; }

    /// <summary>"completed", or for which maps no answer was found (their rows and columns are NaN).</summary>
    public string Status { get; init; } = RunStatus.Completed;
}
