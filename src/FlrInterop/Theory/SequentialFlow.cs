using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Follows the adiabatic flow of maps that are learned one after another in one coupling.</summary>
internal sealed class SequentialFlow(Network network, InputOutputMap task, LearningRule rule, double threshold, CancellationToken cancellation)
{
    private const int SmallEnoughForAll = 5;

    private readonly StopSignal _stop = new();

    public LearningOrder Best()
    {
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        return Guarded(() =>
        {
            Turn[] greedy = Greedy();
            if (task.Maps > SmallEnoughForAll)
                return Order(greedy);
            Turn[] best = greedy;
            Search([], network.Coupling.Dense().ToArray(), 0, ref best);
            return Order(best);
        });
    }

    public LearningOrder In(int[] order)
    {
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        return Guarded(() =>
        {
            double[] coupling = network.Coupling.Dense().ToArray();
            return Order([.. order.Select(map => Take(map, coupling))]);
        });
    }

    private LearningOrder Guarded(Func<LearningOrder> work)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private Turn[] Greedy()
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

    private Turn Take(int map, double[] coupling)
    {
        _stop.ThrowIfRaised();
        var now = new Network(Couplings.FromArray(NdArray<double>.Copy(coupling, network.Units, network.Units)))
        {
            Gain = network.Gain,
            InputStrength = network.InputStrength,
            Transfer = network.Transfer,
        };
        FixedPointResult evoked = FixedPoint.Find(now, task.Inputs.At(map), cancellation: cancellation);
        if (!evoked.Converged)
            return new Turn(map, double.NaN, RunStatus.FixedPointLost);
        (double time, string status) = new AdiabaticFlow(network, task, map, rule).Run(coupling, evoked.State, threshold, _stop);
        return new Turn(map, time, status);
    }

    private LearningOrder Order(Turn[] turns)
    {
        int at = Array.FindIndex(turns, turn => turn.Status != RunStatus.Completed);
        return new LearningOrder
        {
            Order = NdArray<int>.Copy([.. turns.Select(turn => turn.Map)], turns.Length),
            Time = NdArray<double>.Copy([.. turns.Select(turn => turn.Time)], turns.Length),
            TotalTime = turns.Sum(turn => turn.Time),
            Rule = rule.Description,
            Status = at < 0 ? RunStatus.Completed : FormattableString.Invariant($"map {turns[at].Map}: {turns[at].Status}"),
        };
    }

    private sealed record Turn(int Map, double Time, string Status);
}
