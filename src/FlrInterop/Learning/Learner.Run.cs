namespace FlrInterop;

/// <content>The whole course of learning.</content>
public static partial class Learner
{
    /// <summary>Lets a network learn each map on its own copy of the coupling, or all of them in one, and tells how the overlap rises.</summary>
    /// <remarks>
    /// Explicit Euler on (x, J) together: both advance from the values at the start of the step, J by rate · step · G. Masked weights
    /// stay 0 and signed weights keep their sign. Memory: N² float64 for each map, or, where <see cref="LearnedStructure"/> is kept, 2 N beside J₀.
    /// </remarks>
    /// <param name="network">The network before learning.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Rate, duration and the rest.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>Overlap and error over time, times to the threshold, and the learned couplings.</returns>
    /// <exception cref="ShapeException">Units differ between network, task and initial state.</exception>
    /// <exception cref="ParameterException">It would take more memory than there is, or than <see cref="LearnOptions.MemoryLimit"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled and nothing was to be kept.</exception>
    public static LearningRun Run(
        Network network,
        InputOutputMap task,
        LearningRule rule,
        LearnOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(options);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", network.Units);
        rule = rule.For(network, task);
        if (options.Initial is { } initial)
        {
            if (initial.Rank == 1)
                Require.Shape(initial.Shape, "initial", "(units,)", network.Units);
            else
                Require.Shape(initial.Shape, "initial", "(maps, units)", task.Maps, task.Units);
            Require.AllFinite(initial.Span, "initial");
        }

        return new Learning.LearningJob(network, task, rule, options, progress, cancellation).Run();
    }
}
