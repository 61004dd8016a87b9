namespace FlrInterop;

/// <content>How learning one map moves the others.</content>
public static partial class Learner
{
    /// <summary>
    /// Measures how learning map a moves the overlap of every map b, by paired simulation: while a is learned, a second state under input b
    /// runs with the same changing J, and a third with the J before learning, all with their own noise; the slope of the difference.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>A matrix, shape (maps, maps), whose diagonal holds the maps' own speeds.</returns>
    /// <exception cref="ShapeException">Units differ between network and task.</exception>
    /// <exception cref="ParameterException">It would take more memory than there is, or than <see cref="MeasureOptions.MemoryLimit"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static InterferenceMeasurement MeasureInterference(
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
        Learning.MeasureMemory.Require("measure interference", network, rule, options, task.Maps);
        return new Learning.InterferenceMeter(network, task, rule, options, progress, cancellation).Measure();
    }
}
