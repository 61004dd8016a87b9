using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Runs networks.</summary>
public static class Simulator
{
    /// <summary>Spontaneous activity: no input, no learning.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The activity, arrays as <see cref="Activity"/> describes.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Activity Run(
        Network network,
        SimulationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Simulation.Run(SimulationPlan.Create(network, null, options ?? new SimulationOptions()), LaneWidths.Best, progress, cancellation);
    }

    /// <summary>Evoked activity: each input of the task on, no learning.</summary>
    /// <param name="network">The network.</param>
    /// <param name="task">The task whose inputs are given, one after another.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>The activity with a leading axis (maps).</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Activity Run(
        Network network,
        InputOutputMap task,
        SimulationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        return Simulation.Run(SimulationPlan.Create(network, task, options ?? new SimulationOptions()), LaneWidths.Best, progress, cancellation);
    }
}
