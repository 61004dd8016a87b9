namespace FlrInterop;

/// <summary>How to predict learning speeds.</summary>
public sealed record PredictionOptions
{
    /// <summary>FLR1, for any rule: speed ∝ covariance × what the rule changes.</summary>
    public const string Flr1 = "flr1";

    /// <summary>FLR2, for Hebbian rules: speed ∝ variance along the target × variance along the input.</summary>
    public const string Flr2 = "flr2";

    private readonly string _relation = Flr1;

    /// <summary>"flr1" or "flr2".</summary>
    public string Relation
    {
        get => _relation;
        init => _relation = value is Flr1 or Flr2
            ? value
            : throw new UnknownNameException($"relation is '{value}', expected one of: {Flr1}, {Flr2}");
    }

    /// <summary>"equal-time", "lagged" or "one-lag" (from activity), "linearised" (from a network); null for "equal-time" or "linearised", as fits the source.</summary>
    public string? Estimator { get; init; }

    /// <summary>The activity that the task's inputs evoke before learning, (maps) in front; null to predict it from the spontaneous activity.</summary>
    public Activity? Evoked { get; init; }

    /// <summary>The mean activity that the task's inputs evoke, shape (maps, units); null to take it from <see cref="Evoked"/> or to predict it.</summary>
    public NdArray<double>? EvokedMean { get; init; }
}
