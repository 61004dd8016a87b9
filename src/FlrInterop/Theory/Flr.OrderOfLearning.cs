namespace FlrInterop;

/// <content>Maps learned one after another.</content>
public static partial class Flr
{
    /// <summary>
    /// The order in which maps are learned soonest one after another in one network, by the adiabatic flow: up to five maps the best of all
    /// orders; above, at each turn the map that is learned soonest from what is known by then.
    /// </summary>
    /// <remarks>What was learned before speeds up or slows down what comes next, so the order matters. Above five maps (maps + 1) maps / 2 flows are followed.</remarks>
    /// <param name="source">The network before learning.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="options">Threshold, and random orders to compare with; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends it within a fraction of a second.</param>
    /// <returns>The order and its times.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The rule has no slow flow.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LearningOrder OrderOfLearning(
        Network source,
        InputOutputMap task,
        LearningRule rule,
        OrderOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new OrderOptions();
        CheckOrder(source, task, rule, options.Threshold);
        return new SequentialFlow(source, task, rule.For(source, task), options.Threshold, cancellation).Best(options, progress);
    }

    /// <summary>The predicted times of a given order, to compare with.</summary>
    /// <param name="source">The network before learning.</param>
    /// <param name="task">Inputs and targets.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="order">Each map once.</param>
    /// <param name="threshold">The overlap at which a map counts as learned and the next one's turn comes.</param>
    /// <param name="cancellation">Ends it within a fraction of a second.</param>
    /// <returns>The order and its times.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The order does not hold each map once, or the rule has no slow flow.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LearningOrder TimesInOrder(
        Network source, InputOutputMap task, LearningRule rule, ReadOnlySpan<int> order, double threshold = 0.8, CancellationToken cancellation = default)
    {
        CheckOrder(source, task, rule, threshold);
        int[] sorted = order.ToArray();
        Array.Sort(sorted);
        if (!sorted.AsSpan().SequenceEqual(Enumerable.Range(0, task.Maps).ToArray()))
            throw Require.Refused(nameof(order), string.Join(", ", order.ToArray()), $"each map from 0 to {task.Maps - 1} once");
        return new SequentialFlow(source, task, rule.For(source, task), threshold, cancellation).In(order.ToArray());
    }

    private static void CheckOrder(Network source, InputOutputMap task, LearningRule rule, double threshold)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(rule);
        Require.Finite(threshold);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", source.Units);
    }
}
