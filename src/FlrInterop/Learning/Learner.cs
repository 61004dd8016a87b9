namespace FlrInterop;

/// <summary>Lets networks learn.</summary>
public static partial class Learner
{
    /// <summary>
    /// Measures initial learning speeds by paired simulation: the same noise with and without learning; the slope of the difference
    /// of the overlaps ξᵀx / N over the second half of the run, divided by the learning rate.
    /// </summary>
    /// <remarks>
    /// Each trial starts at the fixed point under the input, settles under noise for at least 50 τ (or 10 relaxation times of the slowest
    /// mode), then learns by explicit Euler on (x, J) together. Masked weights stay 0 and signed weights keep their sign.
    /// Memory: N² float64 for each of 8 trials a thread.
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="task">Inputs and targets, each map learned on its own copy of the coupling.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>Speeds with their standard errors, shape (maps,), per unit learning rate and per τ.</returns>
    /// <exception cref="ShapeException">Units differ between network and task.</exception>
    /// <exception cref="ParameterException">It would take more memory than there is, or than <see cref="MeasureOptions.MemoryLimit"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SpeedMeasurement MeasureSpeed(
        Network network,
        InputOutputMap task,
        LearningRule rule,
        MeasureOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", network.Units);
        rule = rule.For(network, task);
        options ??= new MeasureOptions();
        Learning.MeasureMemory.Require("measure speeds", network, rule, options, task.Maps);
        return new Learning.SpeedMeter(network, task, rule, options, progress, cancellation).Measure();
    }
}
