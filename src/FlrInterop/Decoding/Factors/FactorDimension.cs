namespace FlrInterop;

/// <summary>How well factor analysis with each number of factors predicts bins that were held out.</summary>
public sealed class FactorDimension
{
    /// <summary>The numbers of factors tried, shape (tried,), int32.</summary>
    public required NdArray<int> Dimensions { get; init; }

    /// <summary>The mean log-likelihood of a held-out bin over all folds, shape (tried,), float64.</summary>
    public required NdArray<double> LogLikelihood { get; init; }

    /// <summary>The mean log-likelihood of a held-out bin, shape (tried, folds), float64.</summary>
    public required NdArray<double> FoldLogLikelihood { get; init; }

    /// <summary>The number of folds whose fit reached the cap of iterations, shape (tried,), int32.</summary>
    public required NdArray<int> Unfinished { get; init; }

    /// <summary>The units left out because they never change within some training set, shape (dropped units,), int32.</summary>
    public required NdArray<int> Dropped { get; init; }

    /// <summary>The number of factors with the largest held-out log-likelihood of those tried.</summary>
    public required int Best { get; init; }

    /// <summary>"completed", or how many fits reached the cap.</summary>
    public required string Status { get; init; }
}
