namespace FlrInterop;

/// <content>Tasks in time.</content>
public static partial class Learner
{
    /// <summary>
    /// Measures the initial speeds of learning a task in time by paired simulation: the same noise with and without learning; the slope, over the second
    /// half of whole periods, of what learning has changed of the task's measure.
    /// </summary>
    /// <remarks>
    /// The measure is the amplitude in phase with the target, or with readouts the fall of E = Σ_r ⟨e_r²⟩ about the noise-free state.
    /// Each trial starts on the noise-free periodic state and settles under noise; the step is shortened or lengthened so that a period holds a whole number of them.
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="task">The task, each map learned on its own copy of the coupling.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>Speeds with their standard errors, shape (maps,), per unit learning rate and per τ.</returns>
    /// <exception cref="ShapeException">Units differ between network and task.</exception>
    /// <exception cref="ParameterException">It would take more memory than there is, or than <see cref="MeasureOptions.MemoryLimit"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PeriodicMeasurement MeasureSpeed(
        Network network,
        PeriodicTask task,
        LearningRule rule,
        MeasureOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", network.Units);
        options ??= new MeasureOptions();
        Learning.MeasureMemory.Require("measure speeds in time", network, rule, options, task.Maps);
        return new Learning.PeriodicMeter(network, task, rule, options, progress, cancellation).Measure();
    }
}
