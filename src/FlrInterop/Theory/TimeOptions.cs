namespace FlrInterop;

/// <summary>How to predict learning times.</summary>
public sealed record TimeOptions
{
    /// <summary>The slow flow of J, from the model.</summary>
    public const string Adiabatic = "adiabatic";

    /// <summary>The closed course of the overlap, from activity before learning or from the model.</summary>
    public const string Formula = "formula";

    private readonly double _threshold = 0.8;
    private readonly string? _method;
    private readonly int? _threads;

    /// <summary>The overlap ξᵀx / N at which a map counts as learned.</summary>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = Require.Finite(value, "threshold");
    }

    /// <summary>"adiabatic" (from a network) or "formula"; null for the one that fits the source.</summary>
    public string? Method
    {
        get => _method;
        init => _method = value is null or Adiabatic or Formula
            ? value
            : throw new UnknownNameException($"method is '{value}', expected one of: {Adiabatic}, {Formula}");
    }

    /// <summary>Of a prediction from activity: how initial speeds are predicted; null for the defaults.</summary>
    public PredictionOptions? Speed { get; init; }

    /// <summary>Threads, 1 or more; null for all cores. The bits do not depend on it.</summary>
    public int? Threads
    {
        get => _threads;
        init => _threads = value is int count ? Require.AtLeast(count, 1, "threads") : null;
    }
}
