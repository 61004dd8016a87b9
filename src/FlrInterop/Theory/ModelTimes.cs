using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Learning times from the model, maps over threads.</summary>
internal sealed class ModelTimes(Network network, InputOutputMap task, LearningRule rule, TimeOptions options)
{
    private readonly double[] _times = new double[task.Maps];
    private readonly string[] _status = new string[task.Maps];
    private readonly StopSignal _stop = new();
    private int _done;

    public TimePrediction Predict(IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using CancellationTokenRegistration registration = cancellation.Register(_stop.Raise);
        int maps = task.Maps, threads = Math.Min(options.Threads ?? Environment.ProcessorCount, maps);
        NdArray<double> coupling = network.Coupling.DenseTo("predict learning times", 1 + (threads * AdiabaticFlow.Matrices));
        try
        {
            Workers.Run(threads, maps, _ => new Worker(this, coupling, cancellation), () => (double)Volatile.Read(ref _done) / maps, _stop, progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        return new TimePrediction
        {
            Time = NdArray<double>.Copy(_times, maps),
            Method = options.Method ?? TimeOptions.Adiabatic,
            Rule = rule.Description,
            Threshold = options.Threshold,
            MapStatus = _status,
            Status = RunStatus.OfMaps(_status),
        };
    }

    private (double Time, string Status) Of(int map, NdArray<double> coupling, AdiabaticFlow? flow, CancellationToken cancellation)
    {
        if (flow is null)
        {
            LinearisedMap before = LinearisedMap.At(network, task, map, rule, cancellation);
            ReadOnlySpan<double> mean = before.Evoked.State.Span;
            return TimeFormula.Of(
                before.Speed,
                TensorPrimitives.Dot(task.Targets.Row(map), mean) / network.Units,
                TensorPrimitives.SumOfSquares(mean) / network.Units,
                options.Threshold,
                rule.Properties.HasFlag(RuleProperties.Corrective));
        }

        return flow.Run(map, coupling.Span, options.Threshold, _stop);
    }

    /// <summary>What a thread follows map after map with; null where the formula serves.</summary>
    private AdiabaticFlow? Flow() => options.Method == TimeOptions.Formula ? null : new AdiabaticFlow(network, task, rule);

    private sealed class Worker(ModelTimes times, NdArray<double> coupling, CancellationToken cancellation) : IWorker
    {
        private readonly AdiabaticFlow? _flow = times.Flow();

        public void Do(int item)
        {
            times._stop.ThrowIfRaised();
            (times._times[item], times._status[item]) = times.Of(item, coupling, _flow, cancellation);
            Interlocked.Increment(ref times._done);
        }

        public void Dispose()
        {
        }
    }
}
