namespace FlrInterop;

/// <summary>The rank correlation of a predictor with a learning speed over the targets of one session, with all that is needed to judge it.</summary>
public sealed class SpeedRelation
{
    /// <summary>The column that predicts.</summary>
    public required string Predictor { get; init; }

    /// <summary>The column that is predicted.</summary>
    public required string Speed { get; init; }

    /// <summary>Spearman's ρ with average ranks; NaN where a column is constant.</summary>
    public required double Rho { get; init; }

    /// <summary>Its 95 % interval by Fisher's z with variance 1.06 / (n − 3).</summary>
    public required Interval Interval { get; init; }

    /// <summary>Two-sided p by permuting the speeds: every order for up to 8 targets.</summary>
    public required double P { get; init; }

    /// <summary>n, the number of targets that have both.</summary>
    public required int Count { get; init; }

    /// <summary>The number of targets left out because a value is missing.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The number of different values of the predictor (to 1e-9 of the largest): what ρ really rests on.</summary>
    public required int EffectiveCount { get; init; }

    /// <summary>The chance to find a true ρ of 0.5 with n targets, two-sided at 0.05.</summary>
    public required double Power { get; init; }

    /// <summary>The ρ that n targets would find with a chance of 80 %.</summary>
    public required double DetectableRho { get; init; }

    /// <summary>The predictor's largest magnitude over its smallest; NaN where its sign changes.</summary>
    public required double PredictorRange { get; init; }

    /// <summary>The rank correlation with the covariate held fixed; null where the covariate is one of the two columns.</summary>
    public required PartialRelation? Partial { get; init; }

    /// <summary>The same over axes, where opposite targets share the predictor; null elsewhere.</summary>
    public required AxisRelation? Axes { get; init; }

    /// <summary>
    /// The 95 % bootstrap interval of ρ over trials within targets (2,000 resamples): the noise of these speeds only, not how ρ
    /// would vary over other targets; null for speeds other than the slopes.
    /// </summary>
    public required Interval? NoiseInterval { get; init; }

    /// <summary>What must be said beside the numbers, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
