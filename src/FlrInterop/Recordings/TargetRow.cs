namespace FlrInterop;

/// <summary>One target of a fitted session: its speeds and what predicted them.</summary>
public sealed record TargetRow
{
    private static readonly Dictionary<string, Func<TargetRow, double>> Columns = new()
    {
        ["target_deg"] = r => r.TargetDeg,
        ["trials"] = r => r.Trials,
        ["slope"] = r => r.Slope,
        ["slope_standard_error"] = r => r.SlopeStandardError,
        ["slope_40"] = r => r.Slope40,
        ["change"] = r => r.Change,
        ["trials_to_peak"] = r => r.TrialsToPeak,
        ["initial_slope"] = r => r.InitialSlope,
        ["open_loop"] = r => r.OpenLoop,
        ["variance_along_target"] = r => r.VarianceAlongTarget,
        ["evoked_squared"] = r => r.EvokedSquared,
        ["flr1"] = r => r.Flr1,
        ["flr2"] = r => r.Flr2,
    };

    /// <summary>The names of the columns in a table of rows, in order.</summary>
    public static IReadOnlyCollection<string> ColumnNames => Columns.Keys;

    /// <summary>The direction of the target, degrees.</summary>
    public required double TargetDeg { get; init; }

    /// <summary>The number of its trials with usable bins in the perturbed block.</summary>
    public required int Trials { get; init; }

    /// <summary>The slope of progress on the target's own trial number over the window, mm/s per trial.</summary>
    public required double Slope { get; init; }

    /// <summary>Its standard error, mm/s per trial.</summary>
    public required double SlopeStandardError { get; init; }

    /// <summary>The slope over the first 40 trials, mm/s per trial.</summary>
    public required double Slope40 { get; init; }

    /// <summary>The mean of the last 20 trials minus that of the first 8, mm/s; NaN for fewer than 28 trials.</summary>
    public required double Change { get; init; }

    /// <summary>The first trial of the largest mean of 8 in the window, from 1: more means slower; NaN for fewer than 8 trials.</summary>
    public required double TrialsToPeak { get; init; }

    /// <summary>The initial slope of a + b (1 − e^(−n/τ)), mm/s per trial; NaN where τ ends at a bound.</summary>
    public required double InitialSlope { get; init; }

    /// <summary>The progress that the baseline's activity would make through the new decoder, mm/s.</summary>
    public required double OpenLoop { get; init; }

    /// <summary>ξᵀCξ, the baseline's variance along the direction to be learned, (mm/s)²; opposite targets tie.</summary>
    public required double VarianceAlongTarget { get; init; }

    /// <summary>|z̄ − o|², the squared evoked activity.</summary>
    public required double EvokedSquared { get; init; }

    /// <summary>FLR1 under the error-driven rule; may be negative.</summary>
    public required double Flr1 { get; init; }

    /// <summary>FLR2 = variance along the target × squared evoked activity.</summary>
    public required double Flr2 { get; init; }

    /// <summary>The value of a column.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    public double Column(string name)
    {
        SessionChecks.Known(name, Columns.Keys, "column");
        return Columns[name](this);
    }
}
