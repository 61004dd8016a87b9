namespace FlrInterop;

/// <summary>Predicted speeds against measured ones.</summary>
public sealed partial class Comparison
{
    /// <summary>The predicted speeds, shape (maps,), float64.</summary>
    public required NdArray<double> Predicted { get; init; }

    /// <summary>The measured speeds, shape (maps,), float64.</summary>
    public required NdArray<double> Measured { get; init; }

    /// <summary>The standard errors of the measured speeds, shape (maps,), float64; null where not known.</summary>
    public NdArray<double>? StandardError { get; init; }

    /// <summary>R² of the linear regression of measured on predicted speeds.</summary>
    public required double R2 { get; init; }

    /// <summary>Its bootstrap interval.</summary>
    public required Interval R2Interval { get; init; }

    /// <summary>R² of the null: speeds predicted without fluctuations, χ = 1; NaN where none were given. Read <see cref="R2"/> beside it.</summary>
    public double NullR2 { get; init; } = double.NaN;

    /// <summary>R² between the logarithms, over the pairs where both are positive; NaN for fewer than three.</summary>
    public required double R2Log { get; init; }

    /// <summary>The number of pairs behind <see cref="R2Log"/>.</summary>
    public required int LogCount { get; init; }

    /// <summary>The slope through the origin of measured on predicted speeds.</summary>
    public required double Slope { get; init; }

    /// <summary>Its bootstrap interval.</summary>
    public required Interval SlopeInterval { get; init; }

    /// <summary>Spearman's rank correlation, average ranks.</summary>
    public required double Spearman { get; init; }

    /// <summary>Its bootstrap interval.</summary>
    public required Interval SpearmanInterval { get; init; }

    /// <summary>Two-sided p of the rank correlation by permutation.</summary>
    public required double PermutationP { get; init; }

    /// <summary>The number of different predicted speeds (to 1e-9 of the largest): what the correlation really rests on.</summary>
    public required int EffectiveCount { get; init; }

    /// <summary>The largest predicted speed over the smallest, in magnitude: over a narrow range no R² means anything.</summary>
    public required double PredictorRange { get; init; }

    /// <summary>The number of maps left out because no speed was measured or predicted.</summary>
    public required int LeftOut { get; init; }
}
