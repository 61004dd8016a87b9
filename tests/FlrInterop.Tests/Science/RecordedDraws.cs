using System.Collections.Concurrent;

namespace FlrInterop.Tests;

/// <summary>Evoked activity of the first map of each draw, recorded once for all rules: 6 trials of 2,000 τ, as one would record it.</summary>
public sealed class RecordedDraws
{
    private readonly ConcurrentDictionary<int, Lazy<Activity>> _recorded = new();

    public Activity Of(int draw, Network network, InputOutputMap task) => _recorded.GetOrAdd(
        draw,
        _ => new Lazy<Activity>(() => Simulator.Run(
            network,
            task,
            new SimulationOptions { Trials = 6, Duration = 2000, Transient = 100, Step = 0.05, Lags = 1, LagEvery = 10, Seed = 77 + draw, Threads = 1 }))).Value;
}
