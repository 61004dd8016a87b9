namespace FlrInterop;

/// <summary>How factor analysis is fitted; every number is checked when it is set.</summary>
public sealed record FactorAnalysisOptions
{
    private readonly int _starts = 3;
    private readonly double _tolerance = 1e-8;
    private readonly int _maxIterations = 2000;
    private readonly int _folds = 4;

    /// <summary>Whether every unit is divided by its standard deviation (N − 1 degrees) first.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Starts, 1 or more: the first from the principal axes, the others random; the likeliest end is kept.</summary>
    public int Starts
    {
        get => _starts;
        init => _starts = Require.AtLeast(value, 1, "starts");
    }

    /// <summary>A fit is finished when an iteration raises the log-likelihood of a bin by less than this, above 0.</summary>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = Require.Positive(value, "tolerance");
    }

    /// <summary>Iterations of one start at most, 1 or more; reaching it is a status, not an error.</summary>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = Require.AtLeast(value, 1, "max_iterations");
    }

    /// <summary>The folds of cross-validation, 2 or more; a trial's fold is its rank modulo this.</summary>
    public int Folds
    {
        get => _folds;
        init => _folds = Require.AtLeast(value, 2, "folds");
    }

    /// <summary>The key of the random starts.</summary>
    public Seed Seed { get; init; }
}
