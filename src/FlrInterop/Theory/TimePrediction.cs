namespace FlrInterop;

/// <summary>Predicted learning times: at a small learning rate ε a map is learned after Time / ε.</summary>
public sealed class TimePrediction
{
    /// <summary>ε times the time to the threshold, shape (maps,), float64, in τ (relative where the noise of an activity is unknown); NaN where the status says why.</summary>
    public required NdArray<double> Time { get; init; }

    /// <summary>"adiabatic" or "formula".</summary>
    public required string Method { get; init; }

    /// <summary>The name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The overlap at which a map counts as learned.</summary>
    public required double Threshold { get; init; }

    /// <summary>"completed", or what is to be said of the first map of which something is.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>The status of each map: "completed", "threshold not reached", "no learning" or "fixed point lost".</summary>
    public required IReadOnlyList<string> MapStatus { get; init; }
}
