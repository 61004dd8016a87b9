namespace FlrInterop;

/// <summary>The progress of one target over the perturbed block, for plotting.</summary>
/// <param name="TargetDeg">The direction of the target, degrees.</param>
/// <param name="Trial">The number of each trial in the block, from 1, shape (trials,), float64.</param>
/// <param name="Progress">Trial values, shape (trials,), float64, mm/s.</param>
/// <param name="MovingMean">Complete means of 8 trials, the k-th over trials k to k + 7, shape (trials − 7,), float64, mm/s.</param>
public sealed record LearningCurve(double TargetDeg, NdArray<double> Trial, NdArray<double> Progress, NdArray<double> MovingMean);
