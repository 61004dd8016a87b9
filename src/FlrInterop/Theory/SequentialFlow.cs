using FlrInterop.Numerics;
using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Follows the adiabatic flow of maps that are learned one after another in one coupling.</summary>
internal sealed class SequentialFlow(Network network, InputOutputMap task, LearningRule rule, double threshold, CancellationToken cancellation)
{
    private const int SmallEnoughForAll = 5;

    private readonly StopSignal _stop = new();
    private AdiabaticFlow? _flow;

    public LearningOrder Best(OrderOptions options, IProgress<double>? progress)
    {
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        int threads = options.RandomOrders == 0 ? 1 : Math.Min(options.Threads ?? Environment.ProcessorCount, options.RandomOrders);
        return Guarded(threads, () =>
        {
            double search = options.RandomOrders == 0 ? 1 : (task.Maps + 1.0) / (task.Maps + 1 + (2 * options.RandomOrders));
            Turn[] best = Greedy(progress is null ? null : new Portion(progress, 0, search));
            if (task.Maps <= SmallEnoughForAll)
                Search([], network.Coupling.Dense().ToArray(), 0, ref best);
            return options.RandomOrders == 0 ? Order(best) : Beside(best, options, progress is null ? null : new Portion(progress, search, 1));
        });
    }

    public LearningOrder In(int[] order)
    {
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        return Guarded(1, () =>
        {
            double[] coupling = network.Coupling.Dense().ToArray();
            return Order([.. order.Select(map => Take(map, coupling))]);
        });
    }

    private LearningOrder Guarded(int threads, Func<LearningOrder> work)
    {
        cancellation.ThrowIfCancellationRequested();
        MemoryNeed.RequireMatrices("follow the order of learning", network.Units, 1 + (threads * (AdiabaticFlow.Matrices + 1)));
        try
        {
            return work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>The best order with the times of random ones, orders over threads.</summary>
    private LearningOrder Beside(Turn[] best, OrderOptions options, IProgress<double>? progress)
    {
        int count = options.RandomOrders, maps = task.Maps;
        NdArray<int> orders = NdArray<int>.Create(out Span<int> places, count, maps);
        var shuffle = new Shuffle(options.Seed, Purpose.Permutation);
        for (int k = 0; k < count; k++)
        {
            Span<int> order = places.Slice(k * maps, maps);
            for (int map = 0; map < maps; map++)
                order[map] = map;
            shuffle.Restart(k);
            shuffle.Order(order);
        }

        double[] times = new double[count];
        double[] start = network.Coupling.Dense().ToArray();
        WorkersEach.Run(
            count,
            options.Threads ?? Environment.ProcessorCount,
            () =>
            {
                AdiabaticFlow flow = NewFlow();
                double[] coupling = new double[start.Length];
                return k =>
                {
                    start.CopyTo(coupling, 0);
                    double total = 0;
                    foreach (int map in orders.Row(k))
                        total += Take(map, coupling, flow).Time;
                    times[k] = total;
                };
            },
            progress,
            cancellation);
        return Order(best, orders, NdArray<double>.Copy(times, count));
    }

    private Turn[] Greedy(IProgress<double>? progress)
    {
        double[] coupling = network.Coupling.Dense().ToArray();
        var left = Enumerable.Range(0, task.Maps).ToList();
        var turns = new Turn[task.Maps];
        for (int turn = 0; turn < turns.Length; turn++)
        {
            double[] after = coupling;
            double soonest = double.PositiveInfinity;
            foreach (int map in left)
            {
                double[] own = [.. coupling];
                Turn taken = Take(map, own);
                if (turns[turn] is null || taken.Time < soonest)
                {
                    turns[turn] = taken;
                    after = own;
                    soonest = double.IsNaN(taken.Time) ? double.PositiveInfinity : taken.Time;
                }
            }

            coupling = after;
            left.Remove(turns[turn].Map);
            progress?.Report((turn + 1.0) / turns.Length);
        }

        return turns;
    }

    /// <summary>All orders, one branch given up as soon as it takes longer than the best so far.</summary>
    private void Search(Turn[] before, double[] coupling, double time, ref Turn[] best)
    {
        if (before.Length == task.Maps)
        {
            best = before;
            return;
        }

        for (int map = 0; map < task.Maps; map++)
        {
            if (Array.Exists(before, turn => turn.Map == map))
                continue;
            double[] own = [.. coupling];
            Turn taken = Take(map, own);
            double limit = best.Sum(turn => turn.Time);
            if (time + taken.Time < (double.IsNaN(limit) ? double.PositiveInfinity : limit))
                Search([.. before, taken], own, time + taken.Time, ref best);
        }
    }

    private AdiabaticFlow NewFlow() => new(network, task, rule);

    private Turn Take(int map, double[] coupling) => Take(map, coupling, _flow ??= NewFlow());

    private Turn Take(int map, double[] coupling, AdiabaticFlow flow)
    {
        _stop.ThrowIfRaised();
        (double time, string status) = flow.Run(map, coupling, threshold, _stop, learned: coupling);
        return new Turn(map, time, status);
    }

    private LearningOrder Order(Turn[] turns, NdArray<int>? randomOrders = null, NdArray<double>? randomTimes = null)
    {
        int at = Array.FindIndex(turns, turn => turn.Status != RunStatus.Completed);
        return new LearningOrder
        {
            Order = NdArray<int>.Copy([.. turns.Select(turn => turn.Map)], turns.Length),
            Time = NdArray<double>.Copy([.. turns.Select(turn => turn.Time)], turns.Length),
            TotalTime = turns.Sum(turn => turn.Time),
            Rule = rule.Description,
            Threshold = threshold,
            RandomOrders = randomOrders,
            RandomTimes = randomTimes,
            Status = at < 0 ? RunStatus.Completed : FormattableString.Invariant($"map {turns[at].Map}: {turns[at].Status}"),
        };
    }

    private sealed record Turn(int Map, double Time, string Status);

    /// <summary>A part of the whole progress.</summary>
    private sealed class Portion(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + ((to - from) * value));
    }
}
