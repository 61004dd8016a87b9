namespace FlrInterop;

/// <summary>Where the threshold of a covariance rule comes from.</summary>
public enum CovarianceCentre
{
    /// <summary>The mean activity without input.</summary>
    Spontaneous,

    /// <summary>The mean, over the task's inputs, of the states that they evoke before learning.</summary>
    TaskMean,

    /// <summary>A running mean of the activity while it learns, from 0.</summary>
    Sliding,
}
